from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.bulletins import figures
from tests.factories.readers import reader

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def test_things_by_how_many_want_them(names):
    reader("a@reader.example", [("topic", "railways", "daily"), ("everything", "", "weekly")])
    reader("b@reader.example", [("topic", "railways", "weekly"), ("topic", "trams", "at once")])
    found = figures.by_thing()
    assert [(one.value, one.all, one.daily, one.weekly, one.at_once, one.name.is_there) for one in found] == [
        ("railways", 2, 1, 1, 0, True),
        ("", 1, 0, 1, 0, True),
        ("trams", 1, 0, 0, 1, False),
    ]


def test_states_and_growth():
    reader("a@reader.example")
    reader("b@reader.example", state="unsubscribed", unsubscribed_at=NOW)
    reader("c@reader.example", at=datetime(2026, 3, 9, 0, 0, tzinfo=UTC))
    assert figures.by_state() == [("active", 2), ("unsubscribed", 1)]
    weeks = figures.growth(NOW)
    assert len(weeks) == 12
    assert [(week.monday, week.came, week.left) for week in weeks[:2]] == [
        (date(2026, 3, 9), 1, 1),
        (date(2026, 3, 2), 2, 0),
    ]
