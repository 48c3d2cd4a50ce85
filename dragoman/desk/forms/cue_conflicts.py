"""What a colleague saved meanwhile, beside what was typed: nobody's words are lost."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dragoman.desk.forms.cue_table import TypedRendering, TypedRow, typed_row
from dragoman.desk.working_copy import WorkingCopy, clock_text
from dragoman.lib.timecode import BadTimecode, parse_clock

_CELLS = ("speaker", "role", "text", "described_as", "evidence", "certainty", "voice", "relay_of")


def note_conflict(typed: list[TypedRow], now: WorkingCopy) -> list[TypedRow]:
    """Put what stands now beside what was typed; rows that came or went meanwhile say so."""
    standing = {row.label: typed_row(0, row) for row in now.rows}
    for row in typed:
        current = standing.pop(row.label, None)
        if current is not None:
            _take_shape(row, current)
            row.now = _differences(row, current)
        elif row.label:
            row.note = _("A colleague removed this sentence meanwhile. Saving adds yours as a new one.")
            row.label = ""
            row.renderings = _as_new(row)
    first_free = max((row.at for row in typed), default=-1) + 1
    for at, row in enumerate(standing.values(), start=first_free):
        row.at = at
        row.note = _("A colleague added this sentence meanwhile.")
        typed.append(row)
    return typed


def _take_shape(mine: TypedRow, now: TypedRow) -> None:
    """Renderings that were split or joined meanwhile stand as they are now, and what I typed for them is told."""
    typed = {one.key: one for one in mine.renderings}
    standing = {one.key for one in now.renderings}
    mine.renderings = [typed.get(one.key, one) for one in now.renderings]
    mine.elsewhere = now.elsewhere
    homeless = [*mine.homeless, *(one.text for key, one in typed.items() if key not in standing and one.text)]
    if homeless:
        mine.note = _("A colleague split or joined renderings here meanwhile. You had written: %(words)s") % {
            "words": " / ".join(homeless)
        }


def _as_new(row: TypedRow) -> list[TypedRendering]:
    """What was typed for a sentence that is gone, as the renderings of a new one: one in each language."""
    texts: dict[str, list[str]] = {}
    for one in row.renderings:
        texts.setdefault(one.language, []).append(one.text)
    if texts:
        next(iter(texts.values())).extend(row.homeless)
    return [
        TypedRendering(language, text="\n".join(text for text in said if text))
        for language, said in texts.items()
    ]


def _differences(mine: TypedRow, now: TypedRow) -> dict[str, str]:
    pairs = {
        "in": (_same_clock(mine.in_time), now.in_time),
        "out": (_same_clock(mine.out_time), now.out_time),
    }
    pairs |= {name: (getattr(mine, name), getattr(now, name)) for name in _CELLS}
    for ours, theirs in zip(mine.renderings, now.renderings, strict=True):
        pairs[f"into-{ours.key}"] = (ours.text, theirs.text)
        pairs[f"note-{ours.key}"] = (ours.note, theirs.note)
        pairs[f"alternates-{ours.key}"] = (ours.alternates, theirs.alternates)
        pairs[f"of-{ours.key}"] = (ours.of, theirs.of)
    return {cell: theirs or "—" for cell, (ours, theirs) in pairs.items() if ours != theirs}


def _same_clock(text: str) -> str:
    """A time as the table writes it, so that two ways of writing one time are no difference."""
    try:
        return clock_text(parse_clock(text))
    except BadTimecode:
        return text
