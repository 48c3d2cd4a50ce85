from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.recordings.airtime import Airtime, BadAirtime, read_airtime


@pytest.mark.parametrize(
    ("text", "airtime"),
    [
        ("2024-04-09", Airtime(None, date(2024, 4, 9), "")),
        (
            "2024-04-09T19:00+08:00",
            Airtime(datetime(2024, 4, 9, 11, 0, tzinfo=UTC), date(2024, 4, 9), "+08:00"),
        ),
        (
            "2024-04-09 00:30:15 Asia/Shanghai",
            Airtime(datetime(2024, 4, 8, 16, 30, 15, tzinfo=UTC), date(2024, 4, 9), "Asia/Shanghai"),
        ),
        ("2024-04-09T19:00Z", Airtime(datetime(2024, 4, 9, 19, 0, tzinfo=UTC), date(2024, 4, 9), "Z")),
        ("2024-04-09T9:05+0530", Airtime(datetime(2024, 4, 9, 3, 35, tzinfo=UTC), date(2024, 4, 9), "+0530")),
    ],
)
def test_airtime_is_read(text, airtime):
    assert read_airtime(text) == airtime


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-02-30", "no day"),
        ("2024-04-09T19:00", "no time zone"),
        ("2024-04-09T25:00Z", "time of day"),
        ("2024-04-09T19:00 Mars/Olympus", "not a time zone"),
        ("yesterday", "not a date"),
        ("1800-01-01", "before broadcasting"),
        ("0001-01-01T00:00+14:00", "before broadcasting"),
    ],
)
def test_impossible_airtime_is_refused_in_words(text, says):
    with pytest.raises(BadAirtime, match=says):
        read_airtime(text)


@given(st.text(max_size=40) | st.from_regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[+-]\d\d:\d\d", fullmatch=True))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(BadAirtime):
        read_airtime(text)
