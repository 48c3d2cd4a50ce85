"""The languages of the interface, and the address of a page in each."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from dragoman.lib.languages import Direction, direction, own_name
from dragoman.ui.wording import reader_language


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page at hand in a language of the interface."""

    code: str
    name: str
    direction: Direction
    path: str
    is_current: bool


def alternates(path: str) -> tuple[Alternate, ...]:
    """One for each language, from the path of the page in the default language."""
    current = reader_language()
    return tuple(
        Alternate(code, own_name(code), direction(code), prefix(code) + path, code == current)
        for code, _ in settings.LANGUAGES
    )


def prefix(code: str) -> str:
    """What stands before a path in a language: nothing for the default, ``/ar`` for another."""
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"
