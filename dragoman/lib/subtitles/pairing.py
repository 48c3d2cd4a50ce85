"""Two languages in one run of captions: whatever either shows at a moment stands together, the first above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.lib.languages import Direction
from dragoman.lib.subtitles.about import TOP, embedded
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span

SNAP_MS = 700
"""Changes of the two that lie closer together than this happen at once: nobody reads faster."""


def side_by_side(
    first: Iterable[CaptionCue], second: Iterable[CaptionCue], ways: tuple[Direction, Direction]
) -> tuple[CaptionCue, ...]:
    """The cues of both in order of time, none overlapping another.

    ``ways`` are the directions of the two: a player takes one for the whole cue, so each line carries its own.
    What both hold alike, such as the mark of a cut, is shown once.
    """
    above = _marked(first, ways[0])
    held = {(cue.span, cue.lines) for cue in above}
    below = [cue for cue in _marked(second, ways[1]) if (cue.span, cue.lines) not in held]
    below = list(_snapped(below, sorted({at for cue in above for at in (cue.span.in_ms, cue.span.out_ms)})))
    return tuple(_named(_swept(above, below)))


def _marked(cues: Iterable[CaptionCue], way: Direction) -> list[CaptionCue]:
    """A cue without words of its own, such as the mark of a cut, runs no way."""
    return [
        replace(
            cue,
            lines=tuple(
                embedded(line, way) if any(map(str.isalpha, line)) else line for line in cue.lines if line
            ),
        )
        for cue in cues
    ]


def _snapped(cues: list[CaptionCue], changes: list[int]) -> Iterator[CaptionCue]:
    at = 0
    moved: dict[int, int] = {}
    for when in sorted({one for cue in cues for one in (cue.span.in_ms, cue.span.out_ms)}):
        while at + 1 < len(changes) and abs(changes[at + 1] - when) <= abs(changes[at] - when):
            at += 1
        near = changes[at] if changes else when
        moved[when] = near if abs(near - when) <= SNAP_MS else when
    for cue in cues:
        start, end = moved[cue.span.in_ms], moved[cue.span.out_ms]
        yield replace(cue, span=Span(start, end)) if end > start else cue


def _swept(above: list[CaptionCue], below: list[CaptionCue]) -> Iterator[tuple[Span, tuple[CaptionCue, ...]]]:
    """Each stretch in which the same cues are on, with these: those of the first side before those of the second."""
    placed = list(enumerate([*above, *below]))
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, cue in placed:
        starts.setdefault(cue.span.in_ms, []).append(place)
        ends.setdefault(cue.span.out_ms, []).append(place)
    shown: set[int] = set()
    since = 0
    for now in sorted({*starts, *ends}):
        if shown and now > since:
            yield Span(since, now), tuple(placed[place][1] for place in sorted(shown))
        shown -= set(ends.get(now, ()))
        shown |= set(starts.get(now, ()))
        since = now


def _named(stretches: Iterable[tuple[Span, tuple[CaptionCue, ...]]]) -> Iterator[CaptionCue]:
    used: set[str] = set()
    for span, cues in stretches:
        identifier = next(
            (cue.identifier for cue in cues if cue.identifier and cue.identifier not in used), ""
        )
        used.add(identifier)
        yield CaptionCue(
            span=span,
            lines=tuple(line for cue in cues for line in cue.lines),
            speaker=next((cue.speaker for cue in cues if cue.speaker), ""),
            identifier=identifier,
            settings=TOP if all(cue.settings == TOP for cue in cues) else "",
        )
