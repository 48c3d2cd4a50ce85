"""The people heard, by name. Somebody is in the list as long as a listed clip names them as a speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from dragoman.archive.topic_pages import Line
from dragoman.catalogue.selectors import speakers_named
from dragoman.publications.links import person_path
from dragoman.search.facets import Facet, facets
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_WHOLE = 120
"""So many names are shown at once; more are shown by their first letter."""
_HEARD_MOST = 24


@dataclass(frozen=True, slots=True)
class Letter:
    """A first letter with how many names have it."""

    letter: str
    address: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class People:
    letter: str
    lines: tuple[Line, ...]


def context_of(version: int, letter: str = "", asked: str = "") -> dict[str, object]:
    """All by letter where they are few, those of one letter where they are many; those found where words are asked."""
    everyone = sorted(
        facets(version=version).speakers, key=lambda one: (wording.sorting_key(one.label), one.value)
    )
    shown = everyone
    if asked:
        found = {speaker.slug for speaker in speakers_named(asked)}
        shown = [one for one in everyone if one.value in found]
    elif letter:
        shown = [one for one in everyone if first_letter(one.label) == letter]
    is_long = len(everyone) > _WHOLE
    folded = is_long and not asked and not letter
    return {
        **furniture(person_path()),
        "section": "people",
        "asked": asked,
        "letter": letter,
        "everybody": len(everyone),
        "letters": _letters(everyone, letter) if is_long else (),
        "groups": () if folded else _grouped(shown),
        "heard_most": _lines(facets(version=version).speakers[:_HEARD_MOST]) if folded else (),
        "is_part": bool(asked or letter),
    }


def first_letter(name: str) -> str:
    """The letter a name is listed under; a digit or sign goes under ``#``."""
    letter = wording.sorting_key(name.strip())[:1].upper()
    return letter if letter.isalpha() else "#"


def _letters(everyone: list[Facet], chosen: str) -> tuple[Letter, ...]:
    path = person_path("", reader_language())
    return tuple(
        Letter(letter, f"{path}?{urlencode({'letter': letter})}", len(list(those)), letter == chosen)
        for letter, those in groupby(everyone, key=lambda one: first_letter(one.label))
    )


def _grouped(shown: list[Facet]) -> tuple[People, ...]:
    return tuple(
        People(letter, _lines(those))
        for letter, those in groupby(shown, key=lambda one: first_letter(one.label))
    )


def _lines(shown: Iterable[Facet]) -> tuple[Line, ...]:
    language = reader_language()
    return tuple(Line(one.label, person_path(one.value, language), one.count) for one in shown)
