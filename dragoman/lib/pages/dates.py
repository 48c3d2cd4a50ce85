"""Calendar days as pages write them, in many languages; a doubtful or impossible day says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from babel.dates import get_day_names, get_month_names

from dragoman.lib.pages.digits import plain_digits
from dragoman.lib.pages.vocabulary import words

_LOCALES: Final = (
    *("en", "ar", "ar_LB", "ar_DZ", "ru", "uk", "fr", "de", "es", "pt", "it", "tr"),
    *("fa", "he", "pl", "nl", "ur", "id", "el", "sv", "ko", "ja", "zh"),
)
_ALSO: Final = {"sept": 9, "avr": 4, "déc": 12, "ديسمبر": 12, "febr": 2}
_MONTH: Final = r"([^\W\d_][^\W\d_'’]{1,19})"
_SLASHED: Final = r"(?:\s?/\s?[^\W\d_]{2,20})?"
_DATES: Final = re.compile(
    rf"(?<!\d)(?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?P<y2>\d{{4}})\s?[年년]\s?(?P<m2>\d{{1,2}})\s?[月월]\s?(?P<d2>\d{{1,2}})\s?[日号號일]?"
    rf"|(?<!\w){_MONTH.replace('(', '(?P<n3>', 1)}\.?{_SLASHED}\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?P<r3>\s?[-–—]\s?\d{{1,2}}(?:st|nd|rd|th)?)?(?:\s?[,،]\s?|\s)(?P<y3>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})(?P<r4>\s?[-–—]\s?\d{{1,2}})?(?:st|nd|rd|th|er|º|\.)?(?:-|\s)(?:(?:of|"
    rf"de)\s)?"
    rf"{_MONTH.replace('(', '(?P<n4>', 1)}\.?{_SLASHED}(?:\s?[,،]\s?|\s|-)(?:de\s|del\s)?"
    rf"(?P<y4>\d{{4}})(?!\d)"
    rf"|(?<![\d.:/-])(?P<a5>\d{{1,2}})(?P<s5>[-/.])(?P<b5>\d{{1,2}})(?P=s5)(?P<y5>\d{{4}}|"
    rf"\d{{2}})(?![\d/-])"
)
_CLOCK_TIME: Final = re.compile(
    r"T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}(?:am|pm)", re.I
)
_AROUND: Final = words(
    """
    г года р року at am pm gmt utc est edt et cet cest ist um de م ه ق a.m p.m of el le am den
    """
)
_EARLIEST_YEAR: Final = 1900
_LATEST_YEAR: Final = 2199
_SEARCHED: Final = 4000


@dataclass(frozen=True, slots=True)
class DateFound:
    """A day, or none and why; ``other`` is the second reading of an ambiguous one."""

    day: date | None
    doubt: str = ""
    other: date | None = None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    names = dict(_ALSO)
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    names.setdefault(name.casefold().strip(" ."), number)
                    if locale == "he":
                        names.setdefault("ב" + name.strip(" ."), number)
    return names


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    names = {
        name.casefold().strip(" .")
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", locale).values()
    }
    return frozenset(names | {part for name in names for part in name.split()} | {"tues", "thur", "thurs"})


def read_date(text: str) -> DateFound | None:
    """The day ``text`` is, wholly (a weekday or a time of day may stand with it); None for anything else.

    >>> read_date("Tuesday, April 9, 2024").day
    datetime.date(2024, 4, 9)
    """
    if len(text) > 80:
        return None
    for match in _DATES.finditer(plain_digits(text)):
        found = _reading(match)
        if found is not None:
            rest = f"{text[: match.start()]} {text[match.end() :]}"
            return found if _is_only_calendar(rest) else None
    return None


def find_dates(text: str) -> Iterator[DateFound]:
    """Every day written in running text, in order."""
    for match in _DATES.finditer(plain_digits(text[:_SEARCHED])):
        found = _reading(match)
        if found is not None:
            yield found


def cut_date(text: str) -> tuple[DateFound, str] | None:
    """The day ``text`` begins with, and what follows it."""
    match = _DATES.match(plain_digits(text[:80]))
    found = _reading(match) if match else None
    return (found, text[match.end() :].lstrip(" ,،:|-–—")) if match and found else None


def is_month(word: str) -> bool:
    """Whether the word is the name of a month in a language we know."""
    return word.casefold().strip(".,") in _months()


def _is_only_calendar(rest: str) -> bool:
    for word in re.split(r"[\s,،;()|@–—]+", plain_digits(rest)):
        bare = word.strip(".-").casefold()
        if bare and bare not in _AROUND and bare not in _weekdays() and not _CLOCK_TIME.fullmatch(word):
            return False
    return True


def _reading(match: re.Match[str]) -> DateFound | None:
    written = match[0]
    if match["y1"] or match["y2"]:
        which = "1" if match["y1"] else "2"
        return _day(written, match["y" + which], match["m" + which], match["d" + which])
    if match["y5"]:
        return _numeric(match)
    which = "3" if match["y3"] else "4"
    month = _months().get(match["n" + which].casefold().strip("."))
    if month is None:
        return None
    found = _day(written, match["y" + which], str(month), match["d" + which])
    if match["r" + which] and found.day is not None:
        return DateFound(found.day, f"“{written}” names several days; the first was taken.")
    return found


def _day(written: str, year: str, month: str, day: str) -> DateFound:
    if not _EARLIEST_YEAR <= int(year) <= _LATEST_YEAR:
        return DateFound(None, f"“{written}” has the year {int(year)}, which this calendar can't place.")
    try:
        return DateFound(date(int(year), int(month), int(day)))
    except ValueError:
        return DateFound(None, f"“{written}” is not a day that exists.")


def _numeric(match: re.Match[str]) -> DateFound:
    """``09.04.2024`` puts the day first; with a slash or hyphen the month, unless it can't be one."""
    written, first, second = match[0], match["a5"], match["b5"]
    short = len(match["y5"]) == 2
    year = f"20{match['y5']}" if short else match["y5"]
    day_first = _day(written, year, second, first)
    month_first = _day(written, year, first, second)
    if match["s5"] == ".":
        chosen, other = day_first, month_first
    else:
        chosen, other = month_first, day_first
    if chosen.day is None:
        chosen, other = (other, chosen) if other.day is not None else (chosen, other)
        return _with_doubt(chosen, written, short=short)
    if other.day is None or other.day == chosen.day or match["s5"] == ".":
        return _with_doubt(chosen, written, short=short)
    doubt = f"“{written}” can be read two ways; it was taken as {chosen.day:%d %B %Y}, the month first."
    return DateFound(chosen.day, doubt, other.day)


def _with_doubt(found: DateFound, written: str, *, short: bool) -> DateFound:
    if short and found.day is not None:
        return DateFound(
            found.day, f"“{written}” gives the year in two digits; it was taken as {found.day.year}."
        )
    return found


def settle(found: DateFound, elsewhere: Callable[[], Iterator[DateFound]]) -> DateFound:
    """Decide an ambiguous day by the days written out elsewhere on the page."""
    if found.other is None:
        return found
    written_out = {other.day for other in elsewhere() if other.day is not None and other.other is None}
    if found.day in written_out:
        return DateFound(found.day)
    return DateFound(found.other) if found.other in written_out else found
