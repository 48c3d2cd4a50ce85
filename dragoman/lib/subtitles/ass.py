"""Advanced SubStation Alpha (v4.00+), as libass and VSFilter read it.

The format has no escapes that every reader knows: a brace opens commands and cannot be written at all, and a
backslash is a command before certain letters. So braces become the full-width ones, and a word joiner, which
nobody sees, stands after each backslash.

Times are hundredths of a second, cut off: cues that touch still touch, and none is on screen for no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.lib.languages import Direction
from dragoman.lib.subtitles.about import TOP, About, embedded
from dragoman.lib.subtitles.cues import CaptionCue

_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, "
    "Encoding"
)
_LOOK = "Arial,54,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1"
# libass takes -1 for "whichever way the text runs"; 1 is the default character set, left to right.
_ENCODING = {"ltr": 1, "rtl": -1}
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_REPLACED = str.maketrans({"{": "｛", "}": "｝", "\\": "\\\u2060", "\0": "\ufffd"})


def write(cues: Iterable[CaptionCue], about: About) -> str:
    """The cues as a file for a picture of 1920 × 1080; what stands at the top of a WebVTT picture does here too."""
    return "\n".join([*_head(about), *(_event(cue, about.direction) for cue in cues), ""])


def _head(about: About) -> Iterator[str]:
    encoding = _ENCODING[about.direction]
    yield "[Script Info]"
    yield from (f"; {_line(note)}" for note in about.notes)
    yield f"Title: {_line(about.title)}"
    yield from ("ScriptType: v4.00+", "WrapStyle: 0", "ScaledBorderAndShadow: yes", "YCbCr Matrix: None")
    yield from ("PlayResX: 1920", "PlayResY: 1080", f"Language: {_line(about.language)}", "")
    yield from ("[V4+ Styles]", f"Format: {_FIELDS}")
    yield f"Style: Default,{_LOOK},2,96,96,60,{encoding}"
    yield f"Style: Top,{_LOOK},8,96,96,60,{encoding}"
    yield from ("", "[Events]")
    yield "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"


def _event(cue: CaptionCue, way: Direction) -> str:
    first = cue.span.in_ms // 10
    last = max(cue.span.out_ms // 10, first + 1)
    style = "Top" if cue.settings == TOP else "Default"
    name = _line(cue.speaker).replace(",", ";")
    lines = [line for part in cue.lines for line in _LINE_ENDS.split(part) if line.strip()]
    text = r"\N".join(embedded(line.translate(_REPLACED), way) for line in lines)
    return f"Dialogue: 0,{_time(first)},{_time(last)},{style},{name},0,0,0,,{text}"


def _time(hundredths: int) -> str:
    seconds, rest = divmod(hundredths, 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:02}"


def _line(text: str) -> str:
    return " ".join(text.translate(_REPLACED).split())
