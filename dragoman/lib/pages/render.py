"""A clip written back as a page of plain text that reads as the same clip."""

from __future__ import annotations

from dragoman.lib.pages.marks import is_note
from dragoman.lib.pages.terms import PageClip, PageTurn
from dragoman.lib.timecode import format_precise


def as_page(clip: PageClip) -> str:
    """The clip as plain text, its fields labelled. Reading that gives the clip again, warnings aside."""
    lines = [f"Title: {clip.title}", ""]
    if clip.number is not None:
        lines.append(f"Clip No. {clip.number}")
    if clip.duration_ms is not None:
        lines.append(f"Duration: {format_precise(clip.duration_ms).removeprefix('00:')}")
    if clip.sources:
        shown = (
            f"{source.name} ({source.country})" if source.country else source.name for source in clip.sources
        )
        lines.append(f"Source: {'; '.join(shown)}")
    if clip.aired_on is not None:
        lines.append(f"Aired: {clip.aired_on.isoformat()}")
    if clip.address:
        lines.append(f"Link: {clip.address}")
    for paragraph in clip.summary:
        lines += ["", f"Summary: {paragraph}"]
    if clip.intro:
        lines += ["", clip.intro]
    for turn in clip.turns:
        lines += ["", *_turn_lines(turn)]
    return "\n".join([*lines, ""])


def _turn_lines(turn: PageTurn) -> list[str]:
    label = f"{turn.speaker} ({turn.role}):" if turn.role else f"{turn.speaker}:" if turn.speaker else ""
    spoken = [at for at, paragraph in enumerate(turn.paragraphs) if not is_note(paragraph)]
    lines: list[str] = []
    for at, paragraph in enumerate(turn.paragraphs):
        if at in spoken:
            paragraph = f"“{paragraph}”" if at == spoken[-1] else f"“{paragraph}"
        lines += ["", f"{label} {paragraph}" if at == 0 and label else paragraph]
    return lines[1:]
