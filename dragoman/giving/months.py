"""The days of a monthly promise. A day that a month does not have is its last one."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def day_in(year: int, month: int, day: int) -> date:
    """
    >>> day_in(2027, 2, 31)
    datetime.date(2027, 2, 28)
    """
    return date(year, month, min(day, monthrange(year, month)[1]))


def next_day(after: date, day: int) -> date:
    """The first day of the promise later than a day.

    >>> next_day(date(2027, 1, 31), 31), next_day(date(2027, 2, 28), 31)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
    """
    this = day_in(after.year, after.month, day)
    if this > after:
        return this
    year, month = (after.year + 1, 1) if after.month == 12 else (after.year, after.month + 1)
    return day_in(year, month, day)


def day_at(moment: datetime, zone: str) -> date:
    """Which day it is in a zone: it changes at midnight there, summer time or not."""
    return moment.astimezone(ZoneInfo(zone)).date()


def today_in(zone: str) -> date:
    return day_at(datetime.now(UTC), zone)
