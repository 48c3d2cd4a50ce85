"""Channels as a page names them: ``Al-Jazeera Network (Qatar), Al-Manar TV (Lebanon)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.lib.countries import country_code, is_country
from dragoman.lib.pages.terms import PageSource

_LONGEST: Final = 1000
_OPENING: Final = "([（"
_CLOSING: Final = ")]）"
_QUOTES: Final = '"“”„«»'
_SEPARATORS: Final = ";,،；、|"
# What may stand in brackets after a channel without being where it is from.
_NO_COUNTRY: Final = re.compile(
    r"https?://|www\.|\b(?:hd|live|online|internet|youtube|telegram|facebook|twitter|x|tiktok|instagram|"
    r"website"
    r"|via|channel|account|page|web|video|english|arabic|persian|russian|chinese|radio|tv|formerly)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SourcesRead:
    """The channels in order, and what was doubtful about them."""

    sources: tuple[PageSource, ...]
    doubts: tuple[str, ...] = ()


def read_sources(text: str) -> SourcesRead:
    """The channels ``text`` names.

    >>> read_sources("CCTV (China)").sources
    (PageSource(name='CCTV', country='China', country_code='CN'),)
    """
    if len(text) > _LONGEST:
        return SourcesRead((), (f"A source of {len(text)} letters can't be a channel; it was left out.",))
    sources: list[PageSource] = []
    for part in _parts(text.strip().rstrip(".")):
        source = _one(part)
        if sources and not sources[-1].country and is_country(part):
            sources[-1] = PageSource(sources[-1].name, part, country_code(part))
        elif source.name and source not in sources:
            sources.append(source)
    doubts = [
        f"“{source.country}” is not one country we know; it was kept as printed."
        for source in sources
        if source.country and source.country_code is None
    ]
    if len(sources) > 1 and not any(source.country for source in sources):
        doubts.append(f"“{text.strip()}” was taken as {len(sources)} sources.")
    return SourcesRead(tuple(sources), tuple(doubts))


def _parts(text: str) -> Iterator[str]:
    """Split where a separator stands outside brackets and quotation marks."""
    depth, quoted, start = 0, False, 0
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in _QUOTES:
            quoted = not quoted
        elif sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        width = 0 if depth or quoted else _separator(text, at)
        if width:
            yield text[start:at].strip()
            start = at = at + width
        else:
            at += 1
    yield text[start:].strip()


def _separator(text: str, at: int) -> int:
    """How many letters the separator at ``at`` takes, or none. “and” separates only after a bracket."""
    if text[at] in _SEPARATORS:
        return 1
    if text.startswith(" / ", at):
        return 3
    if text.startswith(" and ", at) and text[at - 1] in _CLOSING:
        return 5
    return 0


def _one(text: str) -> PageSource:
    text = text.strip(" .").removeprefix("and ")
    if text and text[-1] in _CLOSING:
        opened = max(text.rfind(sign) for sign in _OPENING)
        name, inside = text[:opened].strip(), text[opened + 1 : -1].strip()
        if opened > 0 and name and inside and _is_place(inside):
            return PageSource(name, inside, country_code(inside))
    return PageSource(text)


def _is_place(inside: str) -> bool:
    if country_code(inside) is not None:
        return True
    plain = not any(sign in inside for sign in _QUOTES) and not any(sign.isdigit() for sign in inside)
    return plain and len(inside) <= 40 and not _NO_COUNTRY.search(inside)
