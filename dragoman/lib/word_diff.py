"""What changed between two texts, word by word, in any script, with nothing of either text lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

# Scripts written without spaces change by the character; all others by the word, its space with it.
_PIECES = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]\p{M}*\s*"
    r"|[\p{L}\p{M}\p{N}\p{Cf}]+(?:['’.,:/-][\p{L}\p{M}\p{N}]+)*\s*"
    r"|[^\p{L}\p{M}\p{N}]\s*"
)
_MOST_PIECES = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """``fate`` is ``same``, ``deleted`` or ``inserted``."""

    fate: str
    text: str


def word_differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order. Same and deleted ones joined give ``before``, same and inserted ``after``.

    Of texts too long to compare, the whole is said to have changed.
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) + len(new) > _MOST_PIECES or "".join(old) != before or "".join(new) != after:
        return tuple(piece for piece in (Piece("deleted", before), Piece("inserted", after)) if piece.text)
    return tuple(_merged(_compared(old, new)))


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Compared without the space behind them, so that a word moved to the end of a line is the same word.
    matcher = SequenceMatcher(
        None, [one.rstrip() for one in old], [one.rstrip() for one in new], autojunk=False
    )
    for act, i, j, k, m in matcher.get_opcodes():
        if act == "equal":
            for one, other in zip(old[i:j], new[k:m], strict=True):
                word = one.rstrip()
                yield Piece("same", one if one == other else word)
                if one != other:
                    yield Piece("deleted", one[len(word) :])
                    yield Piece("inserted", other[len(word) :])
            continue
        if i < j:
            yield Piece("deleted", "".join(old[i:j]))
        if k < m:
            yield Piece("inserted", "".join(new[k:m]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one fate as one; in a run of changes what was deleted stands before what was inserted."""
    deleted = inserted = same = ""
    for piece in pieces:
        if piece.fate == "same":
            yield from (one for one in (Piece("deleted", deleted), Piece("inserted", inserted)) if one.text)
            deleted = inserted = ""
            same += piece.text
            continue
        if same:
            yield Piece("same", same)
            same = ""
        if piece.fate == "deleted":
            deleted += piece.text
        else:
            inserted += piece.text
    last = (Piece("same", same), Piece("deleted", deleted), Piece("inserted", inserted))
    yield from (one for one in last if one.text)
