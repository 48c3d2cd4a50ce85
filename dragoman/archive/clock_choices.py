"""Days of the week, hours and time zones to choose from, by the names that the reader's language has for them."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.dates import get_timezone_location

from dragoman.bulletins.calendar import zone_names
from dragoman.ui.wording import reader_language, sorting_key


def weekday_choices() -> list[tuple[int, str]]:
    """Monday is 0; in the order of the language's own week."""
    locale = _locale(reader_language())
    names = locale.days["stand-alone"]["wide"]
    first: int = locale.first_week_day
    return [(day % 7, str(names[day % 7])) for day in range(first, first + 7)]


def hour_choices() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(24)]


def zone_choices() -> list[tuple[str, str]]:
    """By city; UTC first."""
    return list(_zones(reader_language()))


@lru_cache(maxsize=16)
def _zones(language: str) -> tuple[tuple[str, str], ...]:
    """Four hundred names that CLDR is slow to give, once a language."""
    locale = _locale(language)
    named = [
        (zone, str(get_timezone_location(zone, locale=locale, return_city=True)))
        for zone in zone_names()
        if zone != "UTC"
    ]
    return (("UTC", "UTC"), *sorted(named, key=lambda one: (sorting_key(one[1]), one[0])))


def _locale(language: str) -> Locale:
    return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
