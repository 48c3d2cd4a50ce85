"""The day of a broadcast as each style writes it: in English by its own book, in other languages as readers write."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dragoman.ui.wording import long_date, reader_language

_SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def apa_day(day: date | None) -> str:
    """``2024, April 9``."""
    if day is None:
        return _("n.d.")
    return f"{day.year}, {day:%B} {day.day}" if _is_english() else long_date(day)


def chicago_day(day: date) -> str:
    """``April 9, 2024``."""
    return f"{day:%B} {day.day}, {day.year}" if _is_english() else long_date(day)


def mla_day(day: date) -> str:
    """``9 Apr. 2024``."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year}" if _is_english() else long_date(day)


def harvard_day(day: date, *, with_year: bool = False) -> str:
    """``9 April``; the year stands after the author, but for the day of access."""
    if not _is_english():
        return long_date(day)
    return f"{day.day} {day:%B} {day.year}" if with_year else f"{day.day} {day:%B}"


def _is_english() -> bool:
    return reader_language().startswith("en")
