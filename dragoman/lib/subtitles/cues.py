"""A caption, whatever format it came from."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.timecode import Span


@dataclass(frozen=True, slots=True)
class CaptionCue:
    """One caption: plain text lines, no markup.

    ``settings`` are WebVTT's words for where it stands, kept as they were written; other formats leave them
    empty.
    """

    span: Span
    lines: tuple[str, ...]
    speaker: str = ""
    identifier: str = ""
    settings: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)
