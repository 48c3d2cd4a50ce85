"""Are the people, channels and places that the catalogue knows named on both sides of a translation?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from dragoman.catalogue.models import Channel, Place, Speaker

_SHORTEST = 2
_WITHOUT_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name as the desk prints it and as it is written in its own language."""

    printed: str
    original: str


def known_names() -> tuple[KnownName, ...]:
    """Every name of the catalogue that has both forms."""
    return tuple(
        KnownName(printed, original)
        for kind in (Speaker, Channel, Place)
        for printed, original in kind.objects.exclude(name_original="").values_list("name", "name_original")
        if len(original) >= _SHORTEST and printed.casefold() != original.casefold()
    )


def missing_names(original: str, rendering: str, names: Iterable[KnownName]) -> tuple[str, ...]:
    """Printed names that stand in full on one side and of which no part stands on the other.

    A name inside a longer one that stands there ("中国" in "中国中央电视台") is not named by itself.
    """
    known = tuple(names)
    said = _longest({name.original for name in known}, original)
    rendered = _longest({name.printed for name in known}, rendering)
    missing = [
        name.printed
        for name in known
        if (name.original in said and not _any_part(name.printed, rendering))
        or (name.printed in rendered and original and not _any_part(name.original, original))
    ]
    return tuple(dict.fromkeys(missing))


def _longest(names: set[str], text: str) -> set[str]:
    """The names that stand in a text, longest first; what one has taken, no shorter one may."""
    found: set[str] = set()
    for name in sorted(names, key=lambda one: (-len(one), one)):
        if name.casefold() in text.casefold() and stands(name, text):
            found.add(name)
            text = regex.sub(regex.escape(name), "\x00", text, flags=regex.IGNORECASE)
    return found


def stands(name: str, text: str) -> bool:
    """Whether a name stands in a text as words of its own; anywhere in scripts without spaces."""
    if _WITHOUT_SPACES.search(name):
        return name in text
    return (
        regex.search(
            rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])", text, regex.IGNORECASE
        )
        is not None
    )


def _any_part(name: str, text: str) -> bool:
    """A family name alone, or a name with an ending, is the name."""
    if _WITHOUT_SPACES.search(name):
        return name in text or (len(name) > 2 and (name[-2:] in text or name[:2] in text))
    folded = text.casefold()
    parts = [part for part in regex.split(r"[\s\-‐·.]+", name) if len(part) > 2] or [name]
    return any(part.casefold()[: max(3, len(part) - 2)] in folded for part in parts)
