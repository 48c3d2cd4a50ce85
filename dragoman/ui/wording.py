"""Times, dates, numbers, names of languages and places, as the reader of the page at hand writes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from dragoman.lib.languages import UnknownLanguage, canonical, direction, name_in, own_name

# British dates and spellings in English; elsewhere what CLDR holds for the language itself.
_LOCALES = {"en": "en_GB"}
# Between a date and the hour of it.
_BEFORE_HOUR = {"ar": "، ", "fa": "، ", "ko": " ", "zh-hans": " "}
_COMMAS = {"ar": "، ", "fa": "، ", "zh-hans": "，"}
# Marks that turn the direction of all that follows them: kept in what was said, taken out where text stands
# in a line of ours that has no element of its own, such as a window's title.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def reader_language() -> str:
    return get_language() or "en"


def long_date(day: date) -> str:
    return _date(day, "long", reader_language())


def weekday_date(day: date) -> str:
    return _date(day, "full", reader_language())


@lru_cache(maxsize=8192)
def _date(day: date, length: str, language: str) -> str:
    """A list has dozens of days, most of them again and again, and CLDR takes its time."""
    return str(format_date(day, length, locale=_locale(language)))


def days_between(first: date | None, last: date | None) -> str:
    """“9 April 2024 – 2 May 2024”, or one day; empty when neither is known."""
    if first is None or last is None or first == last:
        day = first or last
        return long_date(day) if day else ""
    return f"{long_date(first)} – {long_date(last)}"


def held(since: date | None, until: date | None) -> str:
    """From when to when something was so, as far as known."""
    if since and until:
        return days_between(since, until)
    if since:
        return _("since %(day)s") % {"day": long_date(since)}
    if until:
        return _("until %(day)s") % {"day": long_date(until)}
    return _("dates not known")


def date_and_time(at: datetime) -> str:
    """``9 April 2024, 19:00``: the date written out and a 24-hour clock, in the zone the moment is given in."""
    return f"{long_date(at.date())}{_BEFORE_HOUR.get(reader_language(), ', ')}{at:%H:%M}"


def day_and_time(at: datetime) -> str:
    """``9 Apr 19:00``: for what is of this year, in a narrow column."""
    return f"{format_skeleton('MMMd', at, locale=_locale(reader_language()))} {at:%H:%M}"


def offset_from_utc(at: datetime) -> str:
    """``UTC+8`` or ``UTC+5:30``, as the moment's zone stood at that time."""
    offset = at.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def decimal(number: int | float) -> str:
    """Grouped as the language does it, in the digits that timecodes and clips' numbers are written in everywhere."""
    return _decimal(number, isinstance(number, float), reader_language())


@lru_cache(maxsize=8192)
def _decimal(number: int | float, _is_float: bool, language: str) -> str:
    return str(format_decimal(number, locale=_locale(language)))


def file_size(size_bytes: int) -> str:
    """``12 MB`` in decimal units, one digit after the point below ten; ``12 Mo`` in French."""
    size, unit = float(size_bytes), "byte"
    for larger in ("kilobyte", "megabyte", "gigabyte"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    shown = round(size, 1) if size < 10 and unit != "byte" else round(size)
    language = reader_language()
    if unit == "byte" and language == "en":  # CLDR's short form is the whole word
        return f"{decimal(shown)} B"
    return str(format_unit(shown, f"digital-{unit}", "short", locale=_locale(language)))


def language_name(tag: str) -> str:
    """In the reader's language; the tag itself when nobody has a name for it."""
    try:
        return name_in(tag, reader_language())
    except UnknownLanguage:
        return tag


def country_name(code: str, language: str = "") -> str:
    return str(_locale(language or reader_language()).territories.get(code, code))


def source_place(country: str, place_name: str, language: str = "") -> str:
    """What stands in brackets after a source: its own wording where the desk gave one.

    ``language`` is the reader's, where a list has asked for it once.
    """
    return place_name or (country_name(country, language) if country else "")


def name_list(names: Iterable[str]) -> Markup:
    """“A, B and C” in the reader's language, each name kept from turning the line around."""
    isolated = [str(Markup("<bdi>{}</bdi>").format(name)) for name in names]
    return Markup(format_list(isolated, locale=_locale(reader_language())))  # noqa: S704  CLDR's words, escaped names


def sorting_key(name: str) -> str:
    """Where a name stands in a list of names: case and accents of Latin letters left out of account."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def word_list(words: Iterable[str]) -> str:
    return str(format_list(list(words), locale=_locale(reader_language())))


def comma_list(words: Iterable[str]) -> str:
    """One after the other, with the comma of the reader's script."""
    return comma().join(words)


def comma() -> str:
    """With the space that follows it, where the script has one."""
    return _COMMAS.get(reader_language(), ", ")


def sentence(template: str, **parts: object) -> Markup:
    """A translated sentence with its parts put in, everything escaped that is not markup already."""
    return escape(template) % {name: escape(part) for name, part in parts.items()}


def plain_line(text: str) -> str:
    """One line without direction marks, for titles and metadata."""
    return " ".join(text.translate(_TURNING).split())


def run(tag: str) -> Markup:
    """The ``lang`` and ``dir`` attributes of a run of text; none where it is in the page's own language."""
    return run_on(tag, reader_language())


@lru_cache(maxsize=512)
def run_on(tag: str, page_language: str) -> Markup:
    """The same for a page in a language named once, where a page has hundreds of runs."""
    if not tag:
        return Markup(' dir="auto"')
    try:
        tag, way = canonical(tag), direction(tag)
    except UnknownLanguage:
        return Markup(' lang="und" dir="auto"')
    if tag == canonical(page_language):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(tag, way)


def called_by_speakers(tag: str) -> str:
    try:
        return own_name(tag)
    except UnknownLanguage:
        return tag


def page_direction() -> str:
    return direction(reader_language())


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language.replace("-", "_")))
