"""The table of sentences as it comes back from the page: what was typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dragoman.desk.working_copy import Edit, EditedRow, Row, WorkingCopy, clock_text
from dragoman.lib.hashing import clean_text
from dragoman.lib.timecode import BadTimecode, parse_clock
from dragoman.transcripts.terms import CueKind

MOST_ROWS = 10_000
# The number in the row that scripts copy for a new sentence; they put the next free one in its place.
TEMPLATE_ROW = 99_999
_KEY = re.compile(r"(?P<at>\d{1,5})-label", re.ASCII)


@dataclass(slots=True)
class TypedRow:
    """One row as typed. ``errors`` and ``now`` (what a colleague saved meanwhile) are keyed by cell."""

    at: int
    label: str = ""
    after: str = ""
    in_time: str = ""
    out_time: str = ""
    speaker: str = ""
    role: str = ""
    kind: str = CueKind.SPEECH
    language: str = ""
    opens_paragraph: bool = False
    text: str = ""
    renderings: list[str] = field(default_factory=list)
    is_removed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def is_blank(self) -> bool:
        words = (self.text, self.in_time, self.out_time, self.speaker, self.role, *self.renderings)
        return not self.label and not any(word.strip() for word in words)


def typed_rows(copy: WorkingCopy) -> list[TypedRow]:
    """The working copy as rows to type in."""
    return [_typed(at, row) for at, row in enumerate(copy.rows)]


def read_rows(posted: Mapping[str, str], copy: WorkingCopy) -> list[TypedRow]:
    """The rows of a sent table, in its order; blank new rows are left out. Nothing is checked yet.

    A rendering the table did not have yet, of a track opened since, is taken from the copy.
    """
    numbers = sorted({int(match["at"]) for key in posted if (match := _KEY.fullmatch(key))})[:MOST_ROWS]
    standing = {row.label: row for row in copy.rows}
    rows = [_read_row(posted, at, copy.languages, standing) for at in numbers]
    return [row for row in rows if not row.is_blank]


def checked_edit(typed: Sequence[TypedRow], seen: str, duration_ms: int | None) -> Edit:
    """The edit to save. What is wrong is noted in the rows' ``errors``; such a row is left out."""
    rows = []
    for typed_row in typed:
        if typed_row.is_removed:
            continue
        row = _checked(typed_row, duration_ms)
        if not typed_row.errors:
            rows.append(EditedRow(row, typed_row.after))
    removed = frozenset(row.label for row in typed if row.is_removed and row.label)
    return Edit(seen, tuple(rows), removed)


def note_conflict(typed: list[TypedRow], now: WorkingCopy) -> list[TypedRow]:
    """Put what stands now beside what was typed; rows that came or went meanwhile say so."""
    standing = {row.label: _typed(0, row) for row in now.rows}
    for row in typed:
        current = standing.pop(row.label, None)
        if current is not None:
            row.now = _differences(row, current, now.languages)
        elif row.label:
            row.note = _("A colleague removed this sentence meanwhile. Saving adds yours as a new one.")
            row.label = ""
    first_free = max((row.at for row in typed), default=-1) + 1
    for at, row in enumerate(standing.values(), start=first_free):
        row.at = at
        row.note = _("A colleague added this sentence meanwhile.")
        typed.append(row)
    return typed


def _read_row(
    posted: Mapping[str, str], at: int, languages: Sequence[str], standing: Mapping[str, Row]
) -> TypedRow:
    def cell(name: str, otherwise: str = "") -> str:
        return clean_text(posted.get(f"{at}-{name}", otherwise)).strip()

    label = cell("label")
    row = standing.get(label)
    renderings = row.renderings if row else ("",) * len(languages)
    return TypedRow(
        at=at,
        label=label,
        after=cell("after").removeprefix("s"),
        in_time=cell("in"),
        out_time=cell("out"),
        speaker=" ".join(cell("speaker").split()),
        role=cell("role"),
        kind=cell("kind") or CueKind.SPEECH,
        language=cell("language"),
        opens_paragraph=bool(cell("paragraph")),
        text=cell("text"),
        renderings=[
            cell(f"into-{language}", rendering)
            for language, rendering in zip(languages, renderings, strict=True)
        ],
        is_removed=bool(cell("remove")),
    )


def _checked(typed: TypedRow, duration_ms: int | None) -> Row:
    in_ms, out_ms = _position(typed, "in", typed.in_time), _position(typed, "out", typed.out_time)
    if (in_ms is None) != (out_ms is None) and not typed.errors:
        missing = "out" if out_ms is None else "in"
        typed.errors[missing] = _("Give both times of a sentence, or neither.")
    if in_ms is not None and out_ms is not None and out_ms <= in_ms:
        typed.errors["out"] = _("This ends before it begins: the second time must be later.")
    elif out_ms is not None and duration_ms is not None and out_ms > duration_ms:
        typed.errors["out"] = _("This is after the end of the clip, %(end)s.") % {
            "end": clock_text(duration_ms)
        }
    if typed.kind not in CueKind.values:
        typed.errors["kind"] = _("Choose one of the kinds in the list.")
    if len(typed.speaker) > 200:
        typed.errors["speaker"] = _("A name has at most 200 characters.")
    return Row(
        label=typed.label,
        in_ms=in_ms,
        out_ms=out_ms,
        text=typed.text,
        renderings=tuple(typed.renderings),
        language=typed.language,
        speaker=typed.speaker,
        role=typed.role,
        kind=typed.kind,
        opens_paragraph=typed.opens_paragraph,
    )


def _position(typed: TypedRow, cell: str, text: str) -> int | None:
    if not text:
        return None
    try:
        return parse_clock(text)
    except BadTimecode as error:
        typed.errors[cell] = str(error)
        return None


def _typed(at: int, row: Row) -> TypedRow:
    return TypedRow(
        at=at,
        label=row.label,
        in_time=clock_text(row.in_ms),
        out_time=clock_text(row.out_ms),
        speaker=row.speaker,
        role=row.role,
        kind=row.kind,
        language=row.language,
        opens_paragraph=row.opens_paragraph,
        text=row.text,
        renderings=list(row.renderings),
    )


def _same_clock(text: str) -> str:
    """A time as the table writes it, so that two ways of writing one time are no difference."""
    try:
        return clock_text(parse_clock(text))
    except BadTimecode:
        return text


def _differences(mine: TypedRow, now: TypedRow, languages: Sequence[str]) -> dict[str, str]:
    pairs = {
        "in": (_same_clock(mine.in_time), now.in_time),
        "out": (_same_clock(mine.out_time), now.out_time),
        "speaker": (mine.speaker, now.speaker),
        "role": (mine.role, now.role),
        "text": (mine.text, now.text),
    }
    pairs |= {
        f"into-{language}": (mine.renderings[at], now.renderings[at]) for at, language in enumerate(languages)
    }
    return {cell: theirs or "—" for cell, (ours, theirs) in pairs.items() if ours != theirs}
