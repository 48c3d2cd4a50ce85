"""A quotation that runs over several sentences of one clip, each of its words on record."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dragoman.lib.record.quotation.matching import Span, longest_head, longest_tail
from dragoman.lib.record.quotation.words import Word
from dragoman.search.quotes.lines import Line, Reader
from dragoman.search.quotes.terms import Join

_HEADS = 8
_LEAST = 2
_TAILS, _LEAST_TAIL = 4, 3
_MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class Joined:
    """``parts`` are the lines with the words taken from each; ``cut_ms`` is what the clip leaves out between them."""

    how: Join
    parts: tuple[tuple[Line, Span], ...]
    cut_ms: int = 0


def joined(words: tuple[Word, ...], lines: list[Line], reader: Reader) -> Joined | None:
    """Words from the end of one sentence and on into later ones; None unless they use up the whole quotation."""
    current = [line for line in lines if line.is_current]
    heads = _heads(words, current)
    found = _first_whole(words, heads[:_HEADS], reader)
    if found is None:
        # A beginning that many sentences share may not be proposed in this clip: its end is, and leads back.
        begun = {line.id for _, line, _ in heads}
        ends = sorted(
            (-length, line.id, line)
            for line in current
            if line.id not in begun and (length := longest_tail(words, line.words)) >= _LEAST_TAIL
        )
        earlier = [one for _, _, line in ends[:_TAILS] for one in reader.before(line)]
        found = _first_whole(words, _heads(words, earlier)[:_HEADS], reader)
    return found


def _heads(words: tuple[Word, ...], lines: list[Line]) -> list[tuple[int, Line, Span]]:
    """The lines that hold a beginning of the words, the longest first."""
    found = []
    for line in lines:
        start, end = longest_head(words, line.words)
        if _counts(end - start, line):
            found.append((end - start, line, (start, end)))
    return sorted(found, key=lambda head: -head[0])


def _first_whole(
    words: tuple[Word, ...], heads: list[tuple[int, Line, Span]], reader: Reader
) -> Joined | None:
    for length, line, span in heads:
        parts = _followed(words[length:], line, reader)
        if parts:
            return Joined(*_how(((line, span), *parts)))
    return None


def _followed(rest: tuple[Word, ...], line: Line, reader: Reader) -> list[tuple[Line, Span]] | None:
    parts: list[tuple[Line, Span]] = []
    later = reader.after(line)
    while rest and len(parts) < _MOST_PARTS:
        best: tuple[int, int, Span] | None = None
        for at, one in enumerate(later):
            start, end = longest_head(rest, one.words)
            if _counts(end - start, one) and (best is None or end - start > best[0]):
                best = (end - start, at, (start, end))
                if at == 0 and start == 0 and end == len(one.words):
                    break  # the next sentence, whole: nothing fits better
        if best is None:
            return None
        length, at, span = best
        parts.append((later[at], span))
        rest, later = rest[length:], later[at + 1 :]
    return parts if not rest else None


def _counts(length: int, line: Line) -> bool:
    return length >= min(_LEAST, len(line.words)) and length > 0


def _how(parts: tuple[tuple[Line, Span], ...]) -> tuple[Join, tuple[tuple[Line, Span], ...], int]:
    cut = sum(_cut_between(one, other) for (one, _), (other, _) in itertools.pairwise(parts))
    if cut:
        return Join.ACROSS_A_CUT, parts, cut
    for (one, (_, end)), (other, (start, _)) in itertools.pairwise(parts):
        if other.id != one.id + 1 or end != len(one.words) or start != 0:
            return Join.OTHERS_BETWEEN, parts, 0
    return Join.NEIGHBOURS, parts, 0


def _cut_between(one: Line, other: Line) -> int:
    if one.in_ms is None or other.out_ms is None:
        return 0
    return sum(length for at, length in one.gaps if one.in_ms < at < other.out_ms)
