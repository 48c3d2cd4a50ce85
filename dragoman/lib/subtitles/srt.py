"""SubRip, which nobody ever specified: read with patience, written plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.lib.languages import Direction
from dragoman.lib.subtitles.about import embedded
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.encodings import decode
from dragoman.lib.timecode import Span, format_precise

_TIME = r"(\d{1,3})\s*:\s*(\d{1,2})\s*:\s*(\d{1,2})\s*(?:[,.:;]\s*(\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-{{1,3}}\s*>\s*{_TIME}(?!\d)", re.ASCII)
_NUMBER = re.compile(r"\s*\d{1,9}\s*", re.ASCII)
_MARKUP = re.compile(r"</?(?:b|i|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class NotSubRip(ValueError):
    """The file has no line with a start and an end time in it."""

    def __init__(self) -> None:
        super().__init__("This is not an SRT file: no line of it is like 00:00:01,000 --> 00:00:02,500.")


@dataclass(frozen=True, slots=True)
class _Head:
    at: int
    start_ms: int
    end_ms: int
    first: int  # the line where this cue begins: its number, or its times


def parse(data: str | bytes) -> tuple[CaptionCue, ...]:
    """The cues of a file, whatever its encoding and line ends.

    Numbers may be missing or wrong, blank lines may be missing or stand within a text. Cues without text, or
    never on screen, are left out. Styling is dropped.
    """
    text = decode(data) if isinstance(data, bytes) else data
    lines = _LINE_ENDS.split(text.removeprefix("\ufeff").replace("\0", "\ufffd"))
    heads = _heads(lines)
    if not heads and text.strip():
        raise NotSubRip
    ends = [*(head.first for head in heads[1:]), len(lines)][: len(heads)]
    cues = (_cue(head, lines, end) for head, end in zip(heads, ends, strict=True))
    return tuple(cue for cue in cues if cue is not None)


def write(cues: Iterable[CaptionCue], way: Direction = "ltr", number: int = 1) -> str:
    """The cues as an SRT file, numbered from ``number``. A speaker is named in the text: there is no other place.

    Nor has the format one for the way the text runs, which is marked in the text too.
    """
    return "\n".join(_block(at, cue, way) for at, cue in enumerate(cues, start=number))


def _block(number: int, cue: CaptionCue, way: Direction) -> str:
    timing = f"{format_precise(cue.span.in_ms)} --> {format_precise(cue.span.out_ms)}".replace(".", ",")
    lines = [line for part in cue.lines for line in _LINE_ENDS.split(part) if line.strip()]
    if cue.speaker and lines:
        lines[0] = f"{' '.join(cue.speaker.split())}: {lines[0]}"
    # An arrow in the text could be taken for the times of a cue; a word joiner, unseen, keeps words from being markup.
    lines = [_MARKUP.sub(_as_words, line.replace("-->", "→")) for line in lines]
    return "\n".join([str(number), timing, *(embedded(line, way) for line in lines), ""])


def _as_words(markup: re.Match[str]) -> str:
    return f"{markup[0][0]}\u2060{markup[0][1:]}"


def _heads(lines: list[str]) -> list[_Head]:
    heads: list[_Head] = []
    for at, line in enumerate(lines):
        match = _TIMING.match(line)
        if match is None:
            continue
        numbered = at > 0 and _NUMBER.fullmatch(lines[at - 1]) and not (heads and heads[-1].at == at - 1)
        start, end = _milliseconds(match, 1), _milliseconds(match, 5)
        heads.append(_Head(at, start, end, at - 1 if numbered else at))
    return heads


def _cue(head: _Head, lines: list[str], end: int) -> CaptionCue | None:
    text = [_MARKUP.sub("", line).strip() for line in lines[head.at + 1 : end]]
    said = tuple(line for line in text if line)
    if not said or head.end_ms <= head.start_ms:
        return None
    identifier = lines[head.first].strip() if head.first != head.at else ""
    return CaptionCue(Span(head.start_ms, head.end_ms), said, identifier=identifier)


def _milliseconds(match: re.Match[str], group: int) -> int:
    hours, minutes, seconds = (int(match[group + step]) for step in range(3))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match[group + 3] or "0").ljust(3, "0"))
