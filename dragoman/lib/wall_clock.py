"""A time of day in a place, as people set it, and the moment it is: clocks are put forward and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class NoSuchZone(ValueError):
    """No time zone has this name."""


@dataclass(eq=False)
class SkippedTime(Exception):
    """The clocks were put forward over that time: they go from ``before`` to ``after``, as they show it."""

    before: datetime
    after: datetime


@dataclass(eq=False)
class TwiceTime(Exception):
    """The clocks were put back over that time: it comes twice, first at one moment and then at another (both UTC)."""

    first: datetime
    second: datetime


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchZone(name) from error


def moment_at(shown: datetime, zone: str, *, which: int = 0) -> datetime:
    """The moment (UTC) at which clocks in the zone show a time. ``which``: 1 or 2 where it comes twice.

    Raises ``NoSuchZone``, ``SkippedTime``, and ``TwiceTime`` where nobody said which.
    """
    place = zone_of(zone)
    shown = shown.replace(tzinfo=None, fold=0)
    early, late = (shown.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early == late:
        return early
    if late < early:  # in a gap the two readings cross
        gap = early - late
        raise SkippedTime(*_around(early, place, gap))
    if which not in {1, 2}:
        raise TwiceTime(early, late)
    return early if which == 1 else late


def shown_at(moment: datetime, zone: str) -> datetime:
    """What clocks in the zone show at a moment; in UTC where the zone is known no more."""
    try:
        return moment.astimezone(zone_of(zone))
    except NoSuchZone:
        return moment.astimezone(UTC)


def _around(moment: datetime, place: ZoneInfo, gap: timedelta) -> tuple[datetime, datetime]:
    """The last minute before the clocks jump, rounded up, and the first after, as clocks show them."""
    low, high = moment - gap - timedelta(minutes=1), moment + timedelta(minutes=1)
    start = low.astimezone(place).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(place).utcoffset() == start:
            low = middle
        else:
            high = middle
    after = (high + timedelta(milliseconds=500)).replace(microsecond=0).astimezone(place)
    return (after - gap).replace(tzinfo=None), after.replace(tzinfo=None)
