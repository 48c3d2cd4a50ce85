"""WebVTT, read by the letter of the W3C's parsing rules and written so that every player reads it back.

https://www.w3.org/TR/webvtt1/ — ``read`` gives what the file holds, ``parse`` what we keep of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.vtt_settings import CueSettings, parse_settings
from dragoman.lib.subtitles.vtt_text import escape, plain_text, voice_tag
from dragoman.lib.timecode import Span, format_precise

_BLANK = r"[ \t\n\f\r]*"
_TIME = r"(?:(?P<{0}h>[0-9]+):)?(?P<{0}m>[0-5][0-9]):(?P<{0}s>[0-5][0-9])\.(?P<{0}f>[0-9]{{3}})(?![0-9])"
_TIMING = re.compile(f"{_BLANK}{_TIME.format('i')}{_BLANK}-->{_BLANK}{_TIME.format('o')}")
_MOST_HOUR_DIGITS = 9


class NotWebVTT(ValueError):
    """The file is no WebVTT at all: it does not begin with the word WEBVTT."""

    def __init__(self) -> None:
        super().__init__("This is not a WebVTT file: its first line must begin with WEBVTT.")


@dataclass(frozen=True, slots=True)
class FileCue:
    """A cue as the file has it: markup in its text, an end that may come before its start."""

    identifier: str
    start_ms: int
    end_ms: int
    text: str
    raw_settings: str
    settings: CueSettings


def read(data: str | bytes) -> tuple[FileCue, ...]:
    """Every cue of a file, by the standard's own algorithm; only a file without its signature is refused."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    text = text.removeprefix("\ufeff").replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        raise NotWebVTT
    return tuple(_Reader(lines).cues())


def parse(data: str | bytes) -> tuple[CaptionCue, ...]:
    """The cues of a file as plain captions; those that are never on screen or say nothing are left out."""
    found = []
    for cue in read(data):
        speaker, lines = plain_text(cue.text)
        if cue.end_ms > cue.start_ms and lines:
            span = Span(cue.start_ms, cue.end_ms)
            found.append(CaptionCue(span, lines, speaker, cue.identifier, cue.raw_settings))
    return tuple(found)


def write(cues: Iterable[CaptionCue], notes: Iterable[str] = ()) -> str:
    """The cues as a WebVTT file; ``notes`` stand at its head, for whoever opens it.

    Text is escaped, never trusted: no line of it can end the cue or start another. Blank lines, which the
    format cannot hold, are left out; so is an identifier or a setting that could be read as anything else.
    """
    said = [
        line.replace("-->", "→").replace("\0", "\ufffd")
        for line in (" ".join(one.split()) for one in notes)
        if line
    ]
    head = "".join(f"\nNOTE\n{line}\n" for line in said)
    return f"WEBVTT\n{head}" + "".join(f"\n{block}\n" for block in map(_block, cues))


def _block(cue: CaptionCue) -> str:
    timing = f"{format_precise(cue.span.in_ms)} --> {format_precise(cue.span.out_ms)}"
    settings = " ".join(cue.settings.split())
    if settings and "-->" not in settings and "\0" not in settings:
        timing += f" {settings}"
    lines = [escape(line) for part in cue.lines for line in re.split(r"\r\n|\r|\n", part)]
    lines = [line for line in lines if line.strip(" \t")]
    if lines and (tag := voice_tag(cue.speaker)):
        lines[0] = tag + lines[0]
    identifier = cue.identifier
    if not identifier or re.search(r"[\r\n\0]|-->", identifier) or _opens_another_block(identifier):
        return "\n".join([timing, *lines])
    return "\n".join([identifier, timing, *lines])


def _opens_another_block(identifier: str) -> bool:
    """Old readers take any block that begins with these words for a comment or a style."""
    return identifier.split(maxsplit=1)[:1] in (["NOTE"], ["STYLE"], ["REGION"]) or not identifier.strip()


class _Reader:
    """The standard's state: a position in the lines.

    The lines of the header are read as a block like any other, as browsers do: a cue right under the first
    line counts.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 1

    def cues(self) -> Iterator[FileCue]:
        while self._at < len(self._lines):
            if not self._lines[self._at]:
                self._at += 1
                continue
            cue = self._block()
            if cue is not None:
                yield cue

    def _block(self) -> FileCue | None:
        """Collect one block; a line with an arrow where it does not belong is left for the next."""
        count, seen_arrow = 0, False
        held: list[str] = []
        timing: tuple[int, int, str] | None = None
        identifier = ""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            count += 1
            if "-->" in line:
                if not (count == 1 or (count == 2 and not seen_arrow)):
                    break
                seen_arrow = True
                timing = _timing(line)
                if timing is not None:
                    identifier, held = "\n".join(held), []
            elif not line:
                self._at += 1
                break
            else:
                held.append(line)
            self._at += 1
        if timing is None:
            return None
        start, end, settings = timing
        return FileCue(identifier, start, end, "\n".join(held), settings, parse_settings(settings))


def _timing(line: str) -> tuple[int, int, str] | None:
    match = _TIMING.match(line)
    if match is None:
        return None
    if max(len(match["ih"] or ""), len(match["oh"] or "")) > _MOST_HOUR_DIGITS:
        return None
    return _milliseconds(match, "i"), _milliseconds(match, "o"), line[match.end() :].strip(" \t\f")


def _milliseconds(match: re.Match[str], which: str) -> int:
    hours, minutes = int(match[f"{which}h"] or 0), int(match[f"{which}m"])
    return ((hours * 60 + minutes) * 60 + int(match[f"{which}s"])) * 1000 + int(match[f"{which}f"])
