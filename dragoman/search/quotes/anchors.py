"""What a line is found by: at each word the word itself if it is rare, else the pair it opens, else the triple.

A term is a hash in six letters. Different words may share one: terms only propose.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from dragoman.lib.record.quotation.words import Word

COMMON = 1_500
"""Lines that a word may stand in and still be looked up alone."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz012345"
_TRIPLES = tuple(a + b + c for a in _LETTERS for b in _LETTERS for c in _LETTERS)


@dataclass(frozen=True, slots=True)
class Common:
    """Words and pairs that are looked up with their neighbours; settled when an index is built."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()


def keys_of(words: Sequence[Word]) -> list[str]:
    """Folded harder than words are compared, so that spellings near each other meet."""
    return [word.bare.replace("ı", "i").replace("\u0307", "") for word in words]


def anchors_of(keys: Sequence[str], common: Common) -> set[str]:
    """The terms of a run of words."""
    found = set()
    rare_not, pairs = common.words, common.pairs
    last = len(keys) - 1
    for at, key in enumerate(keys):
        if key in rare_not:
            if at == last:
                continue
            key = f"{key} {keys[at + 1]}"
            if key in pairs:
                if at + 1 == last:
                    continue
                key = f"{key} {keys[at + 2]}"
        number = crc32(key.encode()) & 0x3FFFFFFF
        found.add(_TRIPLES[number >> 15] + _TRIPLES[number & 0x7FFF])
    return found


def common_in(lines: Iterable[list[str]], *, one_in: int = 1) -> Common:
    """Count a sample of lines, every ``one_in``-th; pairs count only where both words are common."""
    most = max(1, COMMON // one_in)
    counts: Counter[str] = Counter()
    kept: list[list[str]] = []
    for keys in lines:
        counts.update(set(keys))
        kept.append(keys)
    words = frozenset(key for key, count in counts.items() if count > most)
    pairs: Counter[str] = Counter()
    for keys in kept if words else ():
        pairs.update(
            {f"{one} {two}" for one, two in itertools.pairwise(keys) if one in words and two in words}
        )
    return Common(words, frozenset(pair for pair, count in pairs.items() if count > most))
