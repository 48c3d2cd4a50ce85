from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.asking import Asked, ask
from dragoman.bulletins.confirming import confirm, waiting_confirmation, wants_of
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber, Suppression
from dragoman.bulletins.preferences import ask_address
from dragoman.bulletins.terms import MOST_SUBSCRIPTIONS, LinkOver
from dragoman.bulletins.wants import Want
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import letters, token_in
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
HERE = Circumstance("/bulletins/confirm/…", "203.0.113.7", "en")
RAILWAYS = Want("topic", "railways", "daily", "Railways")
ASKED = Asked(
    "mona@reader.example",
    (RAILWAYS, Want("everything", "", "weekly")),
    language="ar",
    zone="Europe/Paris",
    weekday=4,
    name=" Mona \n Lisa ",
    sector="media",
    where=replace(HERE, form_path="/bulletins/subscribe"),
)


def asked_token(asked: Asked = ASKED) -> str:
    ask(asked=asked)
    return token_in(Letter.objects.order_by("created_at").last())


def test_confirming_makes_a_reader():
    confirmed = confirm(token=asked_token(), where=HERE)
    made = Subscriber.objects.get()
    assert confirmed == made
    assert (made.state, made.language, made.zone, made.weekday, made.name, made.sector) == (
        "active",
        "ar",
        "Europe/Paris",
        4,
        "Mona Lisa",
        "media",
    )
    assert wants_of(made) == [RAILWAYS, Want("everything", "", "weekly")]
    assert made.daily_due_at > datetime.now(UTC)
    assert made.weekly_due_at.weekday() == 4


def test_proof_of_both_steps():
    confirm(token=asked_token(), where=HERE)
    lines = ConsentLine.objects.order_by("pk")
    assert [(line.step, line.form_path) for line in lines] == [
        ("asked", "/bulletins/subscribe"),
        ("confirmed", "/bulletins/confirm/…"),
    ]
    assert lines[0].what == lines[1].what
    assert lines[1].network


def test_pressing_twice_changes_nothing():
    token = asked_token()
    confirm(token=token, where=HERE)
    Subscriber.objects.get().subscriptions.filter(about="topic").update(state="ended")
    assert confirm(token=token, where=HERE) == Subscriber.objects.get()
    assert (len(wants_of(Subscriber.objects.get())), ConsentLine.objects.count()) == (1, 2)


def test_link_holds_for_seven_days():
    token = asked_token()
    now = datetime.now(UTC)
    assert waiting_confirmation(token, now + timedelta(days=6, hours=23)) is not None
    assert waiting_confirmation(token, now + timedelta(days=7, seconds=1)) is None
    Confirmation.objects.update(expires_at=now)
    with pytest.raises(LinkOver):
        confirm(token=token, where=HERE)
    assert Subscriber.objects.get().state == "pending"


@pytest.mark.parametrize("token", ["", "nonsense", "\0", "x" * 500])
def test_link_that_never_was(token):
    with pytest.raises(LinkOver):
        confirm(token=token, where=HERE)


def test_more_is_added_to_what_a_reader_has_and_settings_stay():
    known = reader(wants=[("topic", "railways", "weekly"), ("source", "cctv", "daily")], zone="Asia/Seoul")
    confirm(token=asked_token(), where=HERE)
    known.refresh_from_db()
    assert (known.zone, known.language, known.name) == ("Asia/Seoul", "en", "")
    assert {(want.about, want.value): want.cadence for want in wants_of(known)} == {
        ("topic", "railways"): "daily",
        ("source", "cctv"): "daily",
        ("everything", ""): "weekly",
    }


@pytest.mark.parametrize(
    ("state", "because"), [("complained", "complaint"), ("bounced hard", "hard bounce"), ("unsubscribed", "")]
)
def test_new_opt_in_overcomes_what_was(state, because):
    known = reader(state=state)
    if because:
        Suppression.objects.create(mark=known.mark, because=because, at=datetime.now(UTC))
    confirm(token=asked_token(), where=HERE)
    known.refresh_from_db()
    assert (known.state, Suppression.objects.count()) == ("active", 0)


def test_pause_outlasts_a_new_opt_in():
    known = reader(state="paused", paused_until=datetime(2027, 1, 1, tzinfo=UTC))
    confirm(token=asked_token(), where=HERE)
    known.refresh_from_db()
    assert (known.state, known.paused_until) == ("paused", datetime(2027, 1, 1, tzinfo=UTC))


def test_nobody_collects_without_end():
    known = reader(wants=[("topic", f"t{n}", "daily") for n in range(MOST_SUBSCRIPTIONS - 1)])
    confirm(token=asked_token(), where=HERE)
    assert len(wants_of(known)) == MOST_SUBSCRIPTIONS


def test_new_address_takes_over_once_confirmed():
    known = reader()
    ask_address(subscriber=known, address="Lisa@reader.example", where=HERE)
    assert (Subscriber.objects.get().address, letters()) == ("mona@reader.example", [])
    confirm(token=token_in(letters("Lisa@reader.example")[0]), where=HERE)
    known.refresh_from_db()
    assert (known.address, known.normal) == ("Lisa@reader.example", "lisa@reader.example")
    assert wants_of(known) == [RAILWAYS]
    assert [one.subject for one in letters()] == ["Your bulletins from Dragoman go to another address now"]
    assert [line.step for line in ConsentLine.objects.order_by("pk")] == [
        "address asked",
        "address confirmed",
    ]


def test_new_address_that_reads_already_becomes_one_reader():
    other = reader("lisa@reader.example", [("topic", "railways", "weekly"), ("source", "cctv", "daily")])
    known = reader()
    ask_address(subscriber=known, address="lisa@reader.example", where=HERE)
    confirm(token=token_in(letters("lisa@reader.example")[0]), where=HERE)
    assert list(Subscriber.objects.all()) == [known]
    known.refresh_from_db()
    assert (known.normal, known.mark) == ("lisa@reader.example", other.mark)
    assert {(want.value, want.cadence) for want in wants_of(known)} == {
        ("railways", "daily"),
        ("cctv", "daily"),
    }


def test_bounced_address_is_left_behind():
    known = reader(state="bounced hard")
    Suppression.objects.create(mark=known.mark, because="hard bounce", at=datetime.now(UTC))
    ask_address(subscriber=known, address="lisa@reader.example", where=HERE)
    confirm(token=token_in(letters("lisa@reader.example")[0]), where=HERE)
    known.refresh_from_db()
    assert (known.state, Suppression.objects.count()) == ("active", 1)
