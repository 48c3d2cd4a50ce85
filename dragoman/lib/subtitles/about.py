"""What a caption file says of itself, in the formats that have a place for it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.languages import Direction, UnknownLanguage, direction

TOP = "line:0"
"""The WebVTT setting of a cue that stands at the top: what is read there is not spoken."""


@dataclass(frozen=True, slots=True)
class About:
    """``notes`` are sentences for whoever opens the file: where it comes from, what was left out of it.

    ``is_mixed`` where lines of several directions carry marks of their own.
    """

    title: str
    language: str
    notes: tuple[str, ...] = ()
    is_mixed: bool = False

    @property
    def direction(self) -> Direction:
        return "ltr" if self.is_mixed else text_direction(self.language)


def text_direction(language: str) -> Direction:
    """Which way a language is written; left to right for a tag nobody knows."""
    try:
        return direction(language)
    except UnknownLanguage:
        return "ltr"


def embedded(line: str, way: Direction) -> str:
    """A line that runs from right to left between RLE and PDF, for formats that cannot say which way it runs.

    Its punctuation, and what stands in it in other scripts, then keep their places in every player.
    """
    return f"\u202b{line}\u202c" if way == "rtl" else line
