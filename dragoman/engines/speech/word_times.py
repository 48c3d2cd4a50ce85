"""Putting every word on the clock: engines leave out, overlap and misplace times, readers rely on them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.engines.speech.port import Timing, Word
from dragoman.lib.timecode import Span

_SHORTEST_MS = 20
_LONGEST_MS = 6_000  # no word lasts longer: a later end is a silence the engine took along


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as an engine gave it; either time may be missing or nonsense."""

    text: str
    in_ms: int | None
    out_ms: int | None
    confidence: float


def place_words(raw: list[RawWord], bounds: Span, timing: Timing) -> tuple[Word, ...]:
    """Every word in its order, with a span of its own inside ``bounds``, none overlapping.

    Words without usable times share the room between their neighbours by length of text, and say so.
    ``bounds`` must be at least as many milliseconds as there are words.
    """
    if bounds.duration_ms < len(raw):
        raise ValueError(f"{len(raw)} words do not fit into {bounds.duration_ms} ms.")
    spans = _usable(raw, bounds)
    words: list[Word] = []
    at = 0
    while at < len(raw):
        if (span := spans[at]) is not None:
            words.append(Word(raw[at].text, span, raw[at].confidence, timing))
            at += 1
            continue
        end = _widen(spans, at, bounds)
        # Widening may reach back over words already placed.
        start = _start_of_gap(spans, at)
        del words[start:]
        room = Span(_room_in(spans, start, bounds), _room_out(spans, end, bounds))
        words.extend(_share(raw[start:end], room))
        for index, word in enumerate(words[start:end], start):
            spans[index] = word.span
        at = end
    return tuple(words)


def _usable(raw: list[RawWord], bounds: Span) -> list[Span | None]:
    """The spans that can stand as given: inside the bounds, forward, behind the one before."""
    spans: list[Span | None] = []
    reached = bounds.in_ms
    for word in raw:
        if word.in_ms is None or word.out_ms is None:
            spans.append(None)
            continue
        in_ms = max(word.in_ms, reached)
        out_ms = min(word.out_ms, bounds.out_ms, in_ms + _LONGEST_MS)
        if out_ms - in_ms < _SHORTEST_MS:
            spans.append(None)
            continue
        spans.append(Span(in_ms, out_ms))
        reached = out_ms
    return spans


def _widen(spans: list[Span | None], at: int, bounds: Span) -> int:
    """The end of the gap around ``at``, after giving up neighbours until the gap has room for its words."""
    while True:
        start, end = _start_of_gap(spans, at), _end_of_gap(spans, at)
        room = _room_out(spans, end, bounds) - _room_in(spans, start, bounds)
        if room >= (end - start) * _SHORTEST_MS or (start == 0 and end == len(spans)):
            return end
        if end < len(spans):
            spans[end] = None
        else:
            spans[start - 1] = None


def _start_of_gap(spans: list[Span | None], at: int) -> int:
    while at > 0 and spans[at - 1] is None:
        at -= 1
    return at


def _end_of_gap(spans: list[Span | None], at: int) -> int:
    while at < len(spans) and spans[at] is None:
        at += 1
    return at


def _room_in(spans: list[Span | None], start: int, bounds: Span) -> int:
    before = spans[start - 1] if start else None
    return before.out_ms if before else bounds.in_ms


def _room_out(spans: list[Span | None], end: int, bounds: Span) -> int:
    after = spans[end] if end < len(spans) else None
    return after.in_ms if after else bounds.out_ms


def _share(raw: list[RawWord], room: Span) -> list[Word]:
    """Words side by side in proportion to their length; one millisecond each is set aside first."""
    weights = [len(word.text) for word in raw]
    total, spare = max(1, sum(weights)), room.duration_ms - len(raw)
    words, at, passed = [], room.in_ms, 0
    for index, (word, weight) in enumerate(zip(raw, weights, strict=True), 1):
        passed += weight
        out_ms = room.in_ms + index + spare * passed // total
        words.append(Word(word.text, Span(at, out_ms), word.confidence, Timing.INTERPOLATED))
        at = out_ms
    return words
