"""Running times."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.durations import DurationFound, read_duration


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("02:01", 121_000),
        ("1:02:01", 3_721_000),
        ("00:02:01", 121_000),
        ("75:10", 4_510_000),
        ("2:01 min", 121_000),
        ("0:00 / 2:01", 121_000),
        ("(02:01)", 121_000),
        ("2 min 1 sec", 121_000),
        ("2 minutes and 1 second", 121_000),
        ("121 seconds", 121_000),
        ("2m1s", 121_000),
        ("2'01\"", 121_000),
        ("1 hour 2 min", 3_720_000),
        ("PT2M1S", 121_000),
        ("PT121S", 121_000),
        ("PT1H2M1.5S", 3_721_500),
        ("02:01.500", 121_500),
        ("2分1秒", 121_000),
        ("٠٢:٠١", 121_000),
        ("2 мин 1 сек", 121_000),
    ],
)
def test_running_time_is_read(text: str, ms: int) -> None:
    assert read_duration(text) == DurationFound(ms)


@pytest.mark.parametrize(
    "text", ["", "2", "at 02:01", "Apr 9", "#2", "P", "PT", "2:1", "10:30 and so", "a" * 60, "2 mints"]
)
def test_other_text_is_no_running_time(text: str) -> None:
    assert read_duration(text) is None


@pytest.mark.parametrize("text", ["02:75", "1:75:01", "0:00", "99:00:00", "PT0S"])
def test_impossible_running_time_is_doubted(text: str) -> None:
    found = read_duration(text)
    assert found is not None
    assert found.ms is None
    assert found.doubt
