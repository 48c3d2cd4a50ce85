"""What can be asked of a video engine to be made of a finished clip, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.lib.timecode import Span


@dataclass(frozen=True, slots=True)
class Plate:
    """A PNG of the film's size, laid over it for a while; ``span`` counts from the film's beginning."""

    path: Path
    span: Span


@dataclass(frozen=True, slots=True)
class Film:
    """A part of a file played under plates, ``width`` by ``height``, both even. Black where there is no picture.

    Plates stand in order of time, from the beginning and without a gap: each is shown until the next one is.
    """

    source: Path
    span: Span
    width: int
    height: int
    plates: tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place in a sound file that a player can jump to."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class SoundAlone:
    """The sound of a file, with what it says of itself: ``tags`` by the names ffmpeg has for them (``artist``)."""

    source: Path
    tags: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
