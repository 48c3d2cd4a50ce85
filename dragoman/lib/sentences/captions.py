"""Cutting a sentence into subtitles: the cheapest way by dynamic programming, with no word left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dragoman.lib.sentences.breaks import Token, break_cost, tokens_of
from dragoman.lib.sentences.profiles import Profile, profile
from dragoman.lib.sentences.units import TimedWord
from dragoman.lib.timecode import Span

_EACH = 10.0  # what one more subtitle costs, so that a sentence is not minced
_TOO_WIDE = 10_000.0  # a line over the limit: only ever a single word that is longer
_TOO_FAST = 2.0  # for each character a second over the limit
_TOO_LONG = 30.0
_TOO_SHORT = 20.0


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    characters: int
    duration_ms: int
    limit: int

    @property
    def per_second(self) -> float:
        return self.characters * 1000 / self.duration_ms

    @property
    def is_too_fast(self) -> bool:
        return self.per_second > self.limit


@dataclass(frozen=True, slots=True)
class Caption:
    """One subtitle: when, its lines, and whether a reader keeps up with it."""

    span: Span
    lines: tuple[str, ...]
    speed: ReadingSpeed


@dataclass(frozen=True, slots=True)
class _Piece:
    first: int
    end: int
    line_ends: tuple[int, ...]
    characters: int
    cost: float


def caption_lines(
    text: str, span: Span, language: str, words: Sequence[TimedWord] | None = None
) -> list[Caption]:
    """The subtitles of a sentence, in order, inside its span and apart from each other.

    ``words`` are the recognised words of this very text, if it is the original: cuts then fall where the
    words are spoken. Without them time is shared by length. Text that comes too fast is still shown
    whole: the speed of its subtitles says so.
    """
    limits = profile(language)
    tokens = tokens_of(text, limits.spaced)
    if not tokens:
        return []
    times = _token_times(tokens, span, words)
    pieces = _cheapest(tokens, times, limits, language)
    spans = _spread([(times[piece.first][0], times[piece.end - 1][1]) for piece in pieces], span, limits)
    if spans is None:
        lines = tuple(line for piece in pieces for line in _lines(tokens, piece))
        return [_caption(span, lines, limits)]
    return [_caption(at, _lines(tokens, piece), limits) for at, piece in zip(spans, pieces, strict=True)]


def _caption(span: Span, lines: tuple[str, ...], limits: Profile) -> Caption:
    characters = sum(len(line) for line in lines)
    return Caption(span, lines, ReadingSpeed(characters, span.duration_ms, limits.characters_per_second))


def _token_times(tokens: list[Token], span: Span, words: Sequence[TimedWord] | None) -> list[tuple[int, int]]:
    """When each token is said: from the words if they are the same ones, else by length of text."""
    if words is not None and [word.text for word in words] == [token.text for token in tokens]:
        return [(_within(word.span.in_ms, span), _within(word.span.out_ms, span)) for word in words]
    total = sum(len(token.text) for token in tokens)
    times, passed = [], 0
    for token in tokens:
        in_ms = span.in_ms + span.duration_ms * passed // total
        passed += len(token.text)
        times.append((in_ms, span.in_ms + span.duration_ms * passed // total))
    return times


def _within(at_ms: int, span: Span) -> int:
    return min(max(at_ms, span.in_ms), span.out_ms)


def _cheapest(
    tokens: list[Token], times: list[tuple[int, int]], limits: Profile, language: str
) -> list[_Piece]:
    """The cuts with the lowest sum of costs: for each token, the best way to have shown all before it."""
    cuts = [0.0, *(break_cost(tokens, at, language) for at in range(1, len(tokens))), 0.0]
    starts = [0, *accumulate(len(token.text) + len(token.space) for token in tokens)]
    row = _Row(tokens, starts, cuts, limits)
    best: list[tuple[float, _Piece | None]] = [(0.0, None)]
    for end in range(1, len(tokens) + 1):
        options = []
        for first in range(end - 1, -1, -1):
            piece = row.laid_out(first, end)
            if piece is None:
                break
            cost = best[first][0] + piece.cost + _pace_cost(piece, times, limits) + 2 * cuts[end] + _EACH
            options.append((cost, piece))
        best.append(min(options, key=lambda option: option[0]))
    pieces: list[_Piece] = []
    chosen = best[-1][1]
    while chosen is not None:
        pieces.append(chosen)
        chosen = best[chosen.first][1]
    return pieces[::-1]


@dataclass(frozen=True, slots=True)
class _Row:
    """All tokens side by side: where each starts, and what it costs to begin a line with it."""

    tokens: list[Token]
    starts: list[int]
    cuts: list[float]
    limits: Profile

    def width(self, first: int, end: int) -> int:
        return self.starts[end] - self.starts[first] - len(self.tokens[end - 1].space)

    def laid_out(self, first: int, end: int) -> _Piece | None:
        """The best one or two lines for tokens, or None when they do not fit and are more than one."""
        limit, width = self.limits.line_characters, self.width(first, end)
        if width <= limit:
            return _Piece(first, end, (end,), width, 0.0)
        if end - first == 1:
            return _Piece(first, end, (end,), width, _TOO_WIDE)
        if width > 2 * limit + 1:
            return None
        options = []
        for at in range(first + 1, end):
            upper, lower = self.width(first, at), self.width(at, end)
            if upper <= limit and lower <= limit:
                options.append((1.0 + self.cuts[at] + 2 * abs(upper - lower) / limit, at))
        if not options:
            return None
        cost, at = min(options)
        return _Piece(first, end, (at, end), width, cost)


def _lines(tokens: list[Token], piece: _Piece) -> tuple[str, ...]:
    lines, first = [], piece.first
    for end in piece.line_ends:
        lines.append("".join(token.text + token.space for token in tokens[first:end]).rstrip())
        first = end
    return tuple(lines)


def _pace_cost(piece: _Piece, times: list[tuple[int, int]], limits: Profile) -> float:
    duration = max(1, times[piece.end - 1][1] - times[piece.first][0])
    fast = max(0.0, piece.characters * 1000 / duration - limits.characters_per_second)
    cost = min(_TOO_FAST * fast, 40.0)
    if duration > limits.longest_ms:
        cost += _TOO_LONG * (duration / limits.longest_ms)
    if duration < limits.shortest_ms:
        cost += _TOO_SHORT
    return cost


def _spread(times: list[tuple[int, int]], span: Span, limits: Profile) -> list[Span] | None:
    """Spans that follow the speech, each as long as reading needs where there is room.

    None when the span has not a millisecond for each.
    """
    count = len(times)
    if span.duration_ms < count:
        return None
    gap = min(limits.gap_ms, (span.duration_ms - count) // (2 * count))
    starts: list[int] = []
    for index, (in_ms, _) in enumerate(times):
        earliest = starts[-1] + 1 + gap if starts else span.in_ms
        latest = span.out_ms - (count - index) - (count - 1 - index) * gap
        starts.append(min(max(in_ms, earliest), max(earliest, latest)))
    spans = []
    for index, (start, (_, out_ms)) in enumerate(zip(starts, times, strict=True)):
        limit = starts[index + 1] - gap if index + 1 < count else span.out_ms
        wanted = max(out_ms, start + limits.shortest_ms)
        spans.append(Span(start, max(start + 1, min(wanted, start + limits.longest_ms, limit))))
    return spans
