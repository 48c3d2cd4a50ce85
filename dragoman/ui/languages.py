"""The languages of the interface, and the address of a page in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_supported_language_variant

from dragoman.lib.languages import Direction, direction, own_name
from dragoman.ui.frame import frame
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
    """One for each language that is offered, from the path of the page in the default language."""
    current, said = reader_language(), frame()
    return tuple(
        Alternate(code, name, way, before + path, code == current)
        for code, name, way, before in _languages()
        if said.offers(code) or code == current
    )


def offered() -> tuple[str, ...]:
    """The languages that pages are offered in."""
    said = frame()
    return tuple(code for code, _name in settings.LANGUAGES if said.offers(code))


def prefix(code: str) -> str:
    """What stands before a path in a language: nothing for the default, ``/ar`` for another."""
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def interface_language(tag: str) -> str:
    """The language of the interface that goes with a language of words: ``zh-hans`` with ``zh-CN``."""
    try:
        return get_supported_language_variant(tag)
    except LookupError:
        return settings.LANGUAGE_CODE


@cache
def _languages() -> tuple[tuple[str, str, Direction, str], ...]:
    """Code, name, direction and prefix of each; every page asks, and CLDR is slow to answer."""
    return tuple((code, own_name(code), direction(code), prefix(code)) for code, _name in settings.LANGUAGES)
