from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.leaving import leave, undo, undone_by, would_end
from dragoman.bulletins.links import leave_subscription_url, leave_url
from dragoman.bulletins.models import ConsentLine, Subscriber
from dragoman.bulletins.preferences import renew_links
from dragoman.bulletins.selectors import written_to
from dragoman.bulletins.terms import LinkOver
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import letters, token_in
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
HERE = Circumstance("/bulletins/leave/…", "203.0.113.7", "en")
WANTS = [("topic", "railways", "daily"), ("source", "cctv", "daily"), ("country", "CN", "weekly")]


def token_of(url: str) -> str:
    return url.rpartition("/")[2]


def abouts(subscriber) -> list[str]:
    return [want.about for want in wants_of(subscriber)]


@pytest.mark.parametrize(
    ("cadence", "left"),
    [("daily", ["country"]), ("weekly", ["topic", "source"]), ("", []), ("at once", abouts)],
)
def test_one_click_ends_what_its_mail_was_of(cadence, left):
    known = reader(wants=WANTS)
    leave(token=token_of(leave_url(known, cadence)), where=HERE)
    assert abouts(known) == (left if isinstance(left, list) else ["topic", "source", "country"])


def test_link_of_one_subscription_ends_that_alone():
    known = reader(wants=WANTS)
    one = known.subscriptions.get(about="source")
    leave(token=token_of(leave_subscription_url(one.token, "en")), where=HERE)
    one.refresh_from_db()
    assert (abouts(known), one.state, one.ended_by) == (["topic", "country"], "ended", "reader")
    known.refresh_from_db()
    assert known.state == "active"


def test_last_one_left_is_to_be_unsubscribed_at_once():
    known = reader(wants=WANTS)
    leave(token=token_of(leave_url(known)), where=HERE)
    known.refresh_from_db()
    assert (known.state, known.daily_due_at, known.weekly_due_at) == ("unsubscribed", None, None)
    assert list(written_to(datetime.now(UTC))) == []
    line = ConsentLine.objects.get()
    assert (line.step, len(line.what), line.form_path) == ("withdrawn", 3, "/bulletins/leave/…")


def test_receipt_tells_and_undoes():
    known = reader(wants=WANTS)
    leave(token=token_of(leave_url(known, "daily")), where=HERE)
    (receipt,) = letters()
    assert receipt.subject == "A bulletin is ended: Dragoman"
    assert receipt.text.splitlines()[2:4] == ["- Topic: Railways, daily", "- Source: Cctv, daily"]
    undo(token=token_in(receipt), where=HERE)
    undo(token=token_in(receipt), where=HERE)
    known.refresh_from_db()
    assert (sorted(abouts(known)), known.state) == (["country", "source", "topic"], "active")
    assert known.daily_due_at is not None
    assert [line.step for line in ConsentLine.objects.order_by("pk")] == ["withdrawn", "restored"]


def test_receipt_brings_back_who_left_everything():
    known = reader()
    leave(token=token_of(leave_url(known)), where=HERE)
    (receipt,) = letters()
    assert receipt.subject == "You are unsubscribed: Dragoman"
    assert undo(token=token_in(receipt), where=HERE) == known
    known.refresh_from_db()
    assert (known.state, known.unsubscribed_at, abouts(known)) == ("active", None, ["topic"])


def test_receipt_undoes_its_own_leave_alone():
    known = reader(wants=WANTS)
    leave(token=token_of(leave_url(known, "weekly")), where=HERE)
    leave(token=token_of(leave_url(known, "daily")), where=HERE)
    undo(token=token_in(letters()[0]), where=HERE)
    assert abouts(known) == ["country"]


def test_pressing_twice_is_one_leave_with_one_receipt():
    known = reader()
    for _ in range(2):
        leave(token=token_of(leave_url(known)), where=HERE)
    assert (ConsentLine.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.parametrize("token", ["", "1-a-" + "A" * 32, "999-d-" + "A" * 32, "nonsense", "\0", "9" * 400])
def test_token_that_is_not_ours_ends_nothing_and_says_nothing(token):
    known = reader()
    leave(token=token, where=HERE)
    assert (abouts(known), Letter.objects.count(), would_end(token)) == (["topic"], 0, None)


def test_token_of_one_reader_never_ends_what_another_has():
    known, other = reader(), reader("odd@reader.example")
    forged = token_of(leave_url(known)).replace(f"{known.pk}-", f"{other.pk}-", 1)
    leave(token=forged, where=HERE)
    assert (abouts(known), abouts(other)) == (["topic"], ["topic"])


def test_links_in_old_mails_unsubscribe_for_good():
    known = reader()
    token = token_of(leave_url(known))
    renew_links(subscriber=known)
    leave(token=token, where=HERE)
    assert abouts(known) == []


def test_looking_ends_nothing():
    known = reader(wants=WANTS)
    gone = would_end(token_of(leave_url(known, "daily")))
    assert [want.about for want in gone.wants] == ["topic", "source"]
    assert len(abouts(known)) == 3


def test_who_complained_gets_no_receipt_and_can_not_be_brought_back():
    known = reader()
    leave(token=token_of(leave_url(known)), where=HERE)
    receipt = token_in(letters()[0])
    Subscriber.objects.update(state="complained")
    with pytest.raises(LinkOver):
        undo(token=receipt, where=HERE)
    known.subscriptions.update(state="active")
    leave(token=token_of(leave_url(known)), where=HERE)
    known.refresh_from_db()
    assert (known.state, Letter.objects.count()) == ("complained", 1)


@pytest.mark.parametrize("token", ["", "nonsense", "a~b~c", "\0"])
def test_undo_of_nothing(token):
    assert undone_by(token) is None


def test_undo_holds_for_a_month(monkeypatch):
    known = reader()
    leave(token=token_of(leave_url(known)), where=HERE)
    token = token_in(letters()[0])
    import time

    later = time.time() + timedelta(days=30, seconds=5).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert undone_by(token) is None
