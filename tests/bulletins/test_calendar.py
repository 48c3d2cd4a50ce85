from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bulletins.calendar import is_zone, moment_on, next_due, zone_names, zone_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "weekday", "cadence", "after", "due"),
    [
        ("UTC", 0, "daily", "2026-03-02T06:59", "2026-03-02T07:00"),
        ("UTC", 0, "daily", "2026-03-02T07:00", "2026-03-03T07:00"),
        ("Asia/Tehran", 0, "daily", "2026-03-02T07:00", "2026-03-03T03:30"),
        ("Pacific/Kiritimati", 0, "daily", "2026-03-02T07:00", "2026-03-02T17:00"),
        ("Pacific/Pago_Pago", 0, "daily", "2026-03-02T07:00", "2026-03-02T18:00"),
        ("UTC", 4, "weekly", "2026-03-02T07:00", "2026-03-06T07:00"),
        ("UTC", 4, "weekly", "2026-03-06T07:00", "2026-03-13T07:00"),
        ("America/New_York", 0, "weekly", "2026-03-02T11:59", "2026-03-02T12:00"),
    ],
)
def test_next_due(zone, weekday, cadence, after, due):
    assert next_due(cadence=cadence, zone=zone, hour=7, weekday=weekday, after=at(after)) == at(due)


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (date(2026, 3, 29), 2, "2026-03-29T01:00"),  # the clock skips it: three o'clock
        (date(2026, 10, 25), 2, "2026-10-25T00:00"),  # comes twice: the first
        (date(2026, 7, 1), 2, "2026-07-01T00:00"),
        (date(2026, 1, 1), 2, "2026-01-01T01:00"),
    ],
)
def test_hour_that_is_skipped_or_comes_twice(day, hour, moment):
    assert moment_on(day, hour, "Europe/Paris") == at(moment)


def test_day_that_a_place_skipped_is_passed():
    """Samoa had no 30 December 2011."""
    first = next_due(cadence="daily", zone="Pacific/Apia", hour=7, weekday=0, after=at("2011-12-29T17:00"))
    second = next_due(cadence="daily", zone="Pacific/Apia", hour=7, weekday=0, after=first)
    assert first < second


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 1, 1)),
    st.sampled_from(["UTC", "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca"]),
    st.integers(0, 23),
)
def test_every_day_of_a_year_has_one_bulletin(start, zone, hour):
    moment, days = start.replace(tzinfo=UTC), set()
    for _ in range(40):
        moment = next_due(cadence="daily", zone=zone, hour=hour, weekday=0, after=moment)
        days.add(moment.astimezone(zone_of(zone)).date())
    assert len(days) == 40
    assert (max(days) - min(days)).days == 39


def test_zones_are_those_people_know():
    names = zone_names()
    assert {"UTC", "Europe/Paris", "Asia/Tehran", "America/New_York"} <= set(names)
    assert not [name for name in names if name.startswith(("Etc/", "posix/"))]
    assert (is_zone("Asia/Seoul"), is_zone("Mars/Base"), is_zone("../../etc/passwd")) == (True, False, False)


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "/etc", "\0"])
def test_zone_that_is_none_is_utc(name):
    assert zone_of(name).key == "UTC"
