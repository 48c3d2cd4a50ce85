from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.giving.months import day_at, day_in, next_day


@pytest.mark.parametrize(
    ("after", "day", "expected"),
    [
        (date(2027, 1, 31), 31, date(2027, 2, 28)),
        (date(2028, 1, 31), 31, date(2028, 2, 29)),
        (date(2027, 2, 28), 31, date(2027, 3, 31)),
        (date(2027, 12, 31), 30, date(2028, 1, 30)),
        (date(2027, 3, 1), 15, date(2027, 3, 15)),
        (date(2027, 3, 15), 15, date(2027, 4, 15)),
    ],
)
def test_next_day_is_the_month_s_last_where_the_day_is_not_there(after, day, expected):
    assert next_day(after, day) == expected


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 31))
def test_a_promise_falls_due_once_in_each_month(start, day):
    days = [start]
    for _ in range(14):
        days.append(next_day(days[-1], day))
    months = [(one.year, one.month) for one in days[1:]]
    assert len(set(months)) == 14
    assert all(one == day_in(one.year, one.month, day) for one in days[1:])


def test_the_day_changes_at_midnight_of_the_zone_in_summer_and_in_winter():
    assert [day_at(datetime(2027, 3, 27, 23, 30, tzinfo=UTC), "Europe/Berlin"),
            day_at(datetime(2027, 3, 28, 22, 30, tzinfo=UTC), "Europe/Berlin"),
            day_at(datetime(2027, 10, 31, 22, 30, tzinfo=UTC), "Europe/Berlin")] == [
        date(2027, 3, 28), date(2027, 3, 29), date(2027, 10, 31)]  # fmt: skip
