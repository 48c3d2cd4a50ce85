"""The words as plain text: numbered sentences with times, speakers by name, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dragoman.archive.taking.stated import stated, stated_of_words
from dragoman.archive.taking.wanted import Wanted, reading_of
from dragoman.archive.transcript import Cell, Turn, turns_of
from dragoman.lib.timecode import format_clock
from dragoman.publications.page import PublishedClip
from dragoman.transcripts.terms import CueKind
from dragoman.ui.wording import plain_line


def write_text(clip: PublishedClip, wanted: Wanted) -> bytes:
    reading = reading_of(clip.content, wanted)
    blocks = ["\n".join(_head(clip)), *map(_turn, turns_of(clip.content, reading))]
    foot = "\n".join(stated_of_words(clip, reading))
    return ("\n\n".join([*blocks, foot]) + "\n").encode()


def _head(clip: PublishedClip) -> Iterator[str]:
    content = clip.content
    yield plain_line(content.title)
    if content.title_original:
        yield plain_line(content.title_original)
    yield from stated(clip)


def _turn(turn: Turn) -> str:
    return "\n".join(_lines(turn))


def _lines(turn: Turn) -> Iterator[str]:
    if turn.cut:
        yield (
            _("[Left out here: %(length)s of the broadcast]") % {"length": format_clock(turn.cut.length_ms)}
            + "\n"
        )
    name = turn.part.name or _("Speaker not named")
    kind = "" if turn.kind == "speech" else f" [{CueKind(turn.kind).label}]"
    yield f"{name}{f', {turn.part.role}' if turn.part.role else ''}{kind}"
    for one in turn.sentences:
        at = f" {format_clock(one.in_ms)}" if one.in_ms is not None else ""
        yield f"[s{one.label}{at}] {_words(one.cells[0])}"
        yield from (f"    {_words(cell)}" for cell in one.cells[1:])
        if one.note:
            yield f"    ({_('Note')}: {one.note})"


def _words(cell: Cell) -> str:
    if cell.text:
        return " ".join(cell.text.split())
    if cell.is_withheld:
        return f"[{_('Withheld')}]"
    return f"[{_('Original words not set down') if cell.is_original else _('Not translated yet')}]"
