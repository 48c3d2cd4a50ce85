from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.wall_clock import NoSuchZone, SkippedTime, TwiceTime, moment_at, shown_at


def test_a_plain_time_is_one_moment():
    assert moment_at(datetime(2026, 7, 1, 9, 0), "Europe/Berlin") == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "zone", "before", "after"),
    [
        (
            datetime(2026, 3, 29, 2, 30),
            "Europe/Berlin",
            datetime(2026, 3, 29, 2, 0),
            datetime(2026, 3, 29, 3, 0),
        ),
        (
            datetime(2026, 10, 4, 2, 15),
            "Australia/Lord_Howe",  # half an hour
            datetime(2026, 10, 4, 2, 0),
            datetime(2026, 10, 4, 2, 30),
        ),
        (
            datetime(2011, 12, 30, 12, 0),
            "Pacific/Apia",  # a whole day
            datetime(2011, 12, 30, 0, 0),
            datetime(2011, 12, 31, 0, 0),
        ),
    ],
)
def test_a_skipped_time_says_what_the_clocks_do(shown, zone, before, after):
    with pytest.raises(SkippedTime) as caught:
        moment_at(shown, zone)
    assert (caught.value.before, caught.value.after) == (before, after)


def test_a_time_that_comes_twice_is_asked_about():
    shown, zone = datetime(2026, 10, 25, 2, 30), "Europe/Berlin"
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    with pytest.raises(TwiceTime) as caught:
        moment_at(shown, zone)
    assert (caught.value.first, caught.value.second) == (first, second)
    assert [moment_at(shown, zone, which=which) for which in (1, 2)] == [first, second]


@pytest.mark.parametrize("zone", ["", "Nowhere/At_all", "../etc/passwd", "\0", "Europe/Berlin\n"])
def test_what_is_no_zone_is_refused(zone):
    with pytest.raises(NoSuchZone):
        moment_at(datetime(2026, 7, 1, 9, 0), zone)
    moment = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    assert shown_at(moment, zone) == moment


@given(
    st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2037, 1, 1)),
    st.sampled_from(sorted(available_timezones())),
)
def test_clocks_show_the_time_that_was_meant(shown, zone):
    shown = shown.replace(second=0, microsecond=0)
    try:
        moments = [moment_at(shown, zone)]
    except TwiceTime as twice:
        moments = [twice.first, twice.second]
        assert twice.second > twice.first
    except SkippedTime as skipped:
        assert skipped.before <= shown < skipped.after
        return
    assert all(shown_at(moment, zone).replace(tzinfo=None) == shown for moment in moments)
    assert all(abs(moment.replace(tzinfo=None) - shown) < timedelta(hours=27) for moment in moments)
