"""When a broadcast aired, as someone writes it: a day, or a moment with its zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FORM = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)*)?)?",
    re.ASCII,
)
_EARLIEST = date(1900, 1, 1)


class BadAirtime(ValueError):
    """The text names no day or moment a broadcast can have aired."""


@dataclass(frozen=True, slots=True)
class Airtime:
    """``at`` in UTC, or None when only the day is known; ``on`` is the day where it aired."""

    at: datetime | None
    on: date
    timezone: str


def read_airtime(text: str) -> Airtime:
    """``2024-04-09``, ``2024-04-09T19:00+08:00`` or ``2024-04-09 19:00 Asia/Shanghai``."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise BadAirtime(f"“{text}” is not a date: write 2024-04-09 or 2024-04-09T19:00+08:00.")
    day = _day(match["day"])
    if match["clock"] is None:
        return Airtime(None, day, "")
    if match["zone"] is None:
        raise BadAirtime(f"“{text}” has no time zone: add it, as in {text.strip()}+08:00.")
    zone = _zone(match["zone"])
    try:
        clock = time.fromisoformat(match["clock"].zfill(5))
        return Airtime(datetime.combine(day, clock, zone).astimezone(UTC), day, match["zone"])
    except (ValueError, OverflowError) as error:
        raise BadAirtime(f"“{text}” has no such time of day.") from error


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadAirtime(f"There is no day {text} in the calendar.") from error
    if day < _EARLIEST:
        raise BadAirtime(f"{text} is before broadcasting began.")
    return day


def _zone(text: str) -> tzinfo | None:
    if text == "Z":
        return ZoneInfo("UTC")
    if text[0] in "+-":
        return datetime.strptime(text.replace(":", ""), "%z").tzinfo
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadAirtime(
            f"“{text}” is not a time zone: write +08:00 or a name such as Asia/Shanghai."
        ) from error
