"""Where a WebVTT cue stands on the screen: the words after its times."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

_PERCENTAGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")
_LINE_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class CueSettings:
    """The settings as a player understands them; ``None`` stands for ``auto``."""

    vertical: str = ""
    line: float | None = None
    line_align: str = "start"
    snap_to_lines: bool = True
    position: float | None = None
    position_align: str = "auto"
    size: float = 100.0
    align: str = "center"
    region: str = ""


def parse_settings(text: str) -> CueSettings:
    """Each word that says something valid counts, the last of its kind wins; the others are passed over."""
    settings = CueSettings()
    for word in re.split(r"[ \t\n\f\r]+", text):
        name, colon, value = word.partition(":")
        if name and colon and value:
            settings = _with(settings, name, value)
    if settings.vertical or settings.line is not None or settings.size != 100:
        return replace(settings, region="")
    return settings


def _with(settings: CueSettings, name: str, value: str) -> CueSettings:
    if name == "region":
        return replace(settings, region=value)
    if name == "vertical" and value in ("rl", "lr"):
        return replace(settings, vertical=value)
    if name == "align" and value in ("start", "center", "end", "left", "right"):
        return replace(settings, align=value)
    if name == "size" and (size := _percentage(value)) is not None:
        return replace(settings, size=size)
    if name == "position":
        return _with_position(settings, value)
    if name == "line":
        return _with_line(settings, value)
    return settings


def _with_position(settings: CueSettings, value: str) -> CueSettings:
    number, comma, align = value.partition(",")
    position = _percentage(number)
    if position is None or (comma and align not in ("line-left", "center", "line-right")):
        return settings
    return replace(settings, position=position, position_align=align or settings.position_align)


def _with_line(settings: CueSettings, value: str) -> CueSettings:
    number, comma, align = value.partition(",")
    if comma and align not in ("start", "center", "end"):
        return settings
    align = align or settings.line_align
    if number.endswith("%"):
        percentage = _percentage(number)
        if percentage is None:
            return settings
        return replace(settings, line=percentage, snap_to_lines=False, line_align=align)
    if not _LINE_NUMBER.fullmatch(number):
        return settings
    line = float(number)
    if math.isinf(line):  # browsers pass over what no number can hold
        return settings
    return replace(settings, line=line, snap_to_lines=True, line_align=align)


def _percentage(text: str) -> float | None:
    match = _PERCENTAGE.fullmatch(text)
    if match is None:
        return None
    value = float(match[1])
    return value if value <= 100 else None
