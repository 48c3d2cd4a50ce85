from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.models import Subscriber, Suppression
from dragoman.bulletins.selectors import due_subscribers, saved_searches, wishes_of, written_to
from tests.factories.readers import CONFIRMED, reader

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_those_are_written_to_who_confirmed_and_did_not_leave():
    active = reader("active@reader.example")
    soft = reader("soft@reader.example", state="bounced soft")
    back = reader("back@reader.example", state="paused", paused_until=NOW)
    reader("paused@reader.example", state="paused", paused_until=NOW + timedelta(seconds=1))
    for state in ("pending", "bounced hard", "complained", "unsubscribed", "erased"):
        reader(f"{state.replace(' ', '-')}@reader.example", state=state)
    gone = reader("gone@reader.example")
    Suppression.objects.create(mark=gone.mark, because="complaint", at=NOW)
    assert list(written_to(NOW).order_by("pk")) == [active, soft, back]


def test_due_on_their_own_clock():
    reader("paris@reader.example", zone="Europe/Paris")
    reader("tehran@reader.example", zone="Asia/Tehran")
    reader("weekly@reader.example", [("topic", "railways", "weekly")])
    first = datetime(2026, 3, 3, 3, 30, tzinfo=UTC)

    def due(cadence, now):
        found = due_subscribers(cadence=cadence, now=now)
        return [one.address.partition("@")[0] for one in found]

    assert due("daily", first - timedelta(seconds=1)) == []
    assert due("daily", first) == ["tehran"]
    assert due("daily", NOW) == ["paris", "tehran"]
    assert due("weekly", NOW) == ["weekly"]


def test_wishes_by_subscriber(django_assert_num_queries):
    one = reader(
        "one@reader.example",
        [("topic", "railways", "daily"), ("source", "cctv", "weekly"), ("country", "CN", "daily")],
    )
    one.subscriptions.filter(about="country").update(state="ended")
    two = reader("two@reader.example", [("everything", "", "daily")])
    none = reader("none@reader.example", [])
    with django_assert_num_queries(1):
        found = wishes_of([one.pk, two.pk, none.pk], "daily")
    told = {pk: [(wish.about, wish.value, wish.label) for wish in wishes] for pk, wishes in found.items()}
    assert told == {
        one.pk: [("topic", "railways", "Railways")],
        two.pk: [("everything", "", "")],
    }


def test_each_saved_search_once():
    for name in "ab":
        reader(f"{name}@reader.example", [("search", "q=trains", "daily"), ("search", "q=boats", "weekly")])
    assert (saved_searches("daily"), saved_searches("weekly")) == (["q=trains"], ["q=boats"])


def test_many_of_the_erased_have_no_address():
    for _ in range(2):
        Subscriber.objects.create(mark="", state="erased", made_at=CONFIRMED)
    assert Subscriber.objects.filter(normal=None).count() == 2
