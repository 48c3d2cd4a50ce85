"""Where pieces of a quotation stand in a line, word for word, and how far one is from standing there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.lib.record.quotation.words import Word, are_same

Span = tuple[int, int]
_MOST_CELLS = 400_000


def find_run(run: Sequence[Word], line: Sequence[Word], start: int = 0) -> int | None:
    """The first place at or after ``start`` where all words of a run stand together; None where they don't."""
    first, length = run[0].bare, len(run)
    for at in range(start, len(line) - length + 1):
        if line[at].bare == first and all(
            are_same(one, other) for one, other in zip(run, line[at : at + length], strict=True)
        ):
            return at
    return None


def find_all(runs: Sequence[Sequence[Word]], line: Sequence[Word]) -> tuple[Span, ...] | None:
    """Where each run stands, one after the other; None unless every one does."""
    spans: list[Span] = []
    at = 0
    for run in runs:
        place = find_run(run, line, at)
        if place is None:
            return None
        at = place + len(run)
        spans.append((place, at))
    return tuple(spans)


def longest_head(words: Sequence[Word], line: Sequence[Word]) -> Span:
    """The longest beginning of ``words`` that stands in the line together; (0, 0) when not even one word does."""
    best = (0, 0)
    for at in range(len(line)):
        length = 0
        while length < len(words) and at + length < len(line) and are_same(words[length], line[at + length]):
            length += 1
        if length > best[1] - best[0]:
            best = (at, at + length)
    return best


def longest_tail(words: Sequence[Word], line: Sequence[Word]) -> int:
    """How many of the last ``words`` stand in the line together, at most."""
    start, end = longest_head(words[::-1], line[::-1])
    return end - start


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid along the part of a line that fits it best. ``runs`` counts stretches of changed words."""

    edits: int
    kept: int
    runs: int
    start: int
    end: int


def align(words: Sequence[Word], line: Sequence[Word]) -> Alignment | None:
    """The fewest words changed, put in or left out; the line's words before and after cost nothing.

    None for texts too long to compare.
    """
    if not words or not line or len(words) * len(line) > _MOST_CELLS:
        return None
    rows = _distances([one.bare for one in words], [one.bare for one in line])
    last = rows[-1]
    end = min(range(len(last)), key=lambda j: (last[j], abs(j - len(words))))
    return _traced(rows, words, line, end)


def _distances(one: list[str], other: list[str]) -> list[list[int]]:
    previous = [0] * (len(other) + 1)
    rows = [previous]
    for i, word in enumerate(one, 1):
        left = i
        current = [i]
        add = current.append
        diagonal = previous[0]
        for j, beside in enumerate(other, 1):
            above = previous[j]
            if word == beside:
                left = diagonal
            else:
                if diagonal < left:
                    left = diagonal
                if above < left:
                    left = above
                left += 1
            add(left)
            diagonal = above
        rows.append(current)
        previous = current
    return rows


def _traced(rows: list[list[int]], words: Sequence[Word], line: Sequence[Word], end: int) -> Alignment:
    i, j = len(words), end
    edits = kept = runs = 0
    was_edit = False
    while i > 0:
        if j > 0 and words[i - 1].bare == line[j - 1].bare and rows[i][j] == rows[i - 1][j - 1]:
            i, j = i - 1, j - 1
            is_edit = not are_same(words[i], line[j])
            kept += not is_edit
        else:
            is_edit = True
            here = rows[i][j]
            if j > 0 and here == rows[i - 1][j - 1] + 1:
                i, j = i - 1, j - 1
            elif here == rows[i - 1][j] + 1:
                i -= 1
            else:
                j -= 1
        edits += is_edit
        runs += is_edit and not was_edit
        was_edit = is_edit
    return Alignment(edits, kept, runs, j, end)
