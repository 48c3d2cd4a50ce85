"""Whose words: the speakers of a clip, each with a place in the score and a colour of the rail."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.timecode import Span
from dragoman.publications.content import Content, Line, Voice

LANES = 4
"""Speakers with a lane of their own; the rest share one more."""
OTHERS = LANES + 1

_PAUSE_MS = 1500  # a shorter silence does not break a bar


@dataclass(frozen=True, slots=True)
class Part:
    """A speaker in this clip. ``lane`` is 1 to 4, or 5 for the others and for what nobody says."""

    name: str
    name_original: str
    role: str
    lane: int


@dataclass(frozen=True, slots=True)
class Bar:
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    lane: int
    name: str
    """Empty for the lane of all others."""
    bars: tuple[Bar, ...]


def parts_of(content: Content) -> dict[str, Part]:
    """By voice key; the empty key is for what nobody says, or nobody knows who said it."""
    lanes = _lanes(content)
    parts = {voice.key: _part(voice, lanes.get(voice.key, OTHERS)) for voice in content.voices}
    return {"": Part("", "", "", OTHERS), **parts}


def score_of(content: Content) -> tuple[Lane, ...]:
    """Who speaks when; empty where no sentence has a time."""
    lanes = _lanes(content)
    names = {lane: voice.name for voice in content.voices if (lane := lanes.get(voice.key)) and lane <= LANES}
    bars: dict[int, list[Bar]] = {}
    last_key = None
    for line in content.lines:
        if line.in_ms is None or line.out_ms is None or line.kind not in {"speech", "caption"}:
            continue
        mine = bars.setdefault(lanes.get(line.voice, OTHERS), [])
        if mine and last_key == line.voice and line.in_ms - mine[-1].span.out_ms <= _PAUSE_MS:
            end = max(mine[-1].span.out_ms, line.out_ms)
            mine[-1] = Bar(Span(mine[-1].span.in_ms, end), mine[-1].label)
        else:
            mine.append(Bar(Span(line.in_ms, line.out_ms), line.label))
        last_key = line.voice
    return tuple(Lane(lane, names.get(lane, ""), tuple(found)) for lane, found in sorted(bars.items()))


def _lanes(content: Content) -> dict[str, int]:
    """The four who speak longest have lanes, numbered in the order they are first heard."""
    spoken: dict[str, int] = {}
    for line in content.lines:
        if line.voice:
            spoken[line.voice] = spoken.get(line.voice, 0) + _length(line)
    longest = set(sorted(spoken, key=lambda key: -spoken[key])[:LANES])
    return {key: at for at, key in enumerate((key for key in spoken if key in longest), start=1)}


def _part(voice: Voice, lane: int) -> Part:
    return Part(voice.name, voice.name_original, voice.role, lane)


def _length(line: Line) -> int:
    """How long a line is heard; where no line has times, how much is written."""
    if line.in_ms is None or line.out_ms is None:
        return len(line.text)
    return line.out_ms - line.in_ms
