"""Text that leaves the page: pieces of the other direction are kept from turning their neighbours around."""

from __future__ import annotations

import unicodedata

from dragoman.lib.languages import Direction

_OPENING: dict[str, str] = {"ltr": "\u2066", "rtl": "\u2067"}
_CLOSING = "\u2069"


def isolated(text: str, base: Direction) -> str:
    """The text between isolates where it runs the other way than what it stands in (Unicode Annex 9).

    >>> isolated("9 April", "rtl") == "\\u20669 April\\u2069"
    True
    """
    way = direction_of(text)
    return text if way is None or way == base else f"{_OPENING[way]}{text}{_CLOSING}"


def direction_of(text: str) -> Direction | None:
    """By its first letter; None for a text without any."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in {"R", "AL"}:
            return "rtl"
    return None
