"""Days and years as people write them in a question."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date

import regex

_DAY = regex.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
_YEARS = regex.compile(r"(\d{4})(?:(?:-|–|\.\.)(\d{4}))?")
_MOST_YEARS = 200


def first_day(text: str) -> date | None:
    """``2024``, ``2024-05`` and ``2024-05-03`` begin on a day; None for what is no date."""
    return _day(text, is_last=False)


def last_day(text: str) -> date | None:
    return _day(text, is_last=True)


def years(text: str) -> tuple[str, ...]:
    """``2024`` and ``2020-2024``, each year; none for what is no year."""
    match = _YEARS.fullmatch(_plain(text))
    if match is None:
        return ()
    start, end = int(match[1]), int(match[2] or match[1])
    if start > end or end - start >= _MOST_YEARS or not start:
        return ()
    return tuple(str(year) for year in range(start, end + 1))


def _day(text: str, *, is_last: bool) -> date | None:
    match = _DAY.fullmatch(_plain(text))
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if is_last else 1))
    try:
        day = int(match[3] or (monthrange(year, month)[1] if is_last else 1))
        return date(year, month, day)
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(
        str(value) if (value := unicodedata.digit(character, None)) is not None else character
        for character in text.strip()
    )
