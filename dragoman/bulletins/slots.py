"""Texts with places to be filled, cut up once: what stays the same is encoded once, however many mails have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dragoman.bulletins.mime import encoded

_PLACE = re.compile(r"\{\{\{([a-z_]+)\}\}\}", re.ASCII)


class Part(NamedTuple):
    """A piece of a mail: as text for those who look at it, as lines of bytes for the mail server."""

    text: str
    data: bytes


def part(text: str) -> Part:
    whole = text if text.endswith("\n") else f"{text}\n"
    return Part(whole, encoded(whole))


class Slots:
    """A text in which ``{{{name}}}`` is a place to fill."""

    def __init__(self, text: str) -> None:
        pieces = _PLACE.split(text)
        self._fixed = tuple(pieces[::2])
        self._names = tuple(pieces[1::2])
        self._parts = tuple(part(one) for one in self._fixed)

    def filled(self, values: Mapping[str, str]) -> str:
        """All in one text; a place that has no value stays empty."""
        found = [self._fixed[0]]
        for name, fixed in zip(self._names, self._fixed[1:], strict=True):
            found += (values.get(name, ""), fixed)
        return "".join(found)

    def around(self, values: Mapping[str, list[Part]]) -> Iterator[Part]:
        """As parts: each place has parts of its own, and stands on lines of its own."""
        yield self._parts[0]
        for name, fixed in zip(self._names, self._parts[1:], strict=True):
            yield from values.get(name, ())
            yield fixed
