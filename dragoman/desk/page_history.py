"""The versions of a page, each with what it changed in the one before, short enough to be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from dragoman.accounts.selectors import names_of
from dragoman.lib.word_diff import Piece, word_differences
from dragoman.writings.models import PageText, PageVersion
from dragoman.writings.selectors import versions_of

_AROUND = 120
"""So many characters of what stayed the same are shown around a change."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: PageVersion
    by: str
    is_standing: bool
    changes: tuple[Markup, ...]
    """Of title, summary and text, those that changed."""


def history_of(text: PageText) -> list[VersionRow]:
    """Latest first."""
    found = list(versions_of(text))
    names = names_of(one.made_by for one in found)
    pairs = [*pairwise(found), (found[-1], None)] if found else []
    return [
        VersionRow(
            now, names.get(now.made_by, now.made_by), now.pk == text.standing_id, tuple(_changes(now, before))
        )
        for now, before in pairs
    ]


def _changes(now: PageVersion, before: PageVersion | None) -> Iterator[Markup]:
    if before is None:
        return
    for name in ("title", "summary", "text"):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield Markup().join(_shown(word_differences(old, new)))


def _shown(pieces: tuple[Piece, ...]) -> Iterator[Markup]:
    last = len(pieces) - 1
    for at, piece in enumerate(pieces):
        if piece.fate == "same":
            yield Markup("{}").format(_shortened(piece.text, is_first=at == 0, is_last=at == last))
        else:
            tag = "del" if piece.fate == "deleted" else "ins"
            yield Markup("<{0}>{1}</{0}>").format(tag, piece.text)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    if len(text) <= 2 * _AROUND + 20:
        return text
    head, tail = ("" if is_first else text[:_AROUND]), ("" if is_last else text[-_AROUND:])
    return f"{head} […] {tail}"
