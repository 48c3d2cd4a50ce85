"""When a bulletin is due on a reader's own clock, whatever that clock does in spring and autumn."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from dragoman.bulletins.terms import Cadence

_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The places people know their clocks by: ``Europe/Paris``, and ``UTC``."""
    named = (name for name in available_timezones() if "/" in name)
    left_out = ("Etc/", "posix/", "right/", "SystemV/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")
    return ("UTC", *sorted(name for name in named if not name.startswith(left_out)))


def is_zone(name: str) -> bool:
    return name in zone_names()


def zone_of(name: str) -> ZoneInfo:
    """UTC for a name that is not known any more."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def moment_on(day: date, hour: int, zone: str) -> datetime:
    """In UTC. An hour that a clock skips is the one after; of an hour that comes twice it is the first."""
    return datetime.combine(day, time(hour), tzinfo=zone_of(zone)).astimezone(UTC)


def next_due(*, cadence: str, zone: str, hour: int, weekday: int, after: datetime) -> datetime:
    """The first moment strictly after ``after`` at which a daily or weekly bulletin is due, in UTC."""
    day = after.astimezone(zone_of(zone)).date() - _DAY
    while True:
        moment = moment_on(day, hour, zone)
        if moment > after and (cadence == Cadence.DAILY or day.weekday() == weekday):
            return moment
        day += _DAY
