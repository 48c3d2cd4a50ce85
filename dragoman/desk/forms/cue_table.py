"""The table of sentences as it comes back from the page: what was typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from dragoman.desk.working_copy import Edit, EditedRow, Rendered, Row, WorkingCopy, clock_text
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.timecode import BadTimecode, parse_clock
from dragoman.transcripts.services import ATTRIBUTED
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Voice

MOST_ROWS = 10_000
# The number in the row that scripts copy for a new sentence; they put the next free one in its place.
TEMPLATE_ROW = 99_999
_KEY = re.compile(r"(?P<at>\d{1,5})-(?:label|into-(?P<key>.{1,60}))", re.ASCII)
_CHOICES = {
    "kind": CueKind.values,
    "evidence": ["", *Evidence.values],
    "certainty": ["", *Certainty.values],
    "voice": ["", *Voice.values],
}


@dataclass(slots=True)
class TypedRendering:
    """One rendering as typed. ``alternates``: a line each, the reason behind a bar. ``of``: labels with spaces."""

    language: str
    label: str = ""
    of: str = ""
    text: str = ""
    note: str = ""
    alternates: str = ""
    has_own_label: bool = False

    @property
    def key(self) -> str:
        """How its cells are told apart in the form: ``en``, or ``en.40`` under a label of its own."""
        return f"{self.language}.{self.label}" if self.has_own_label else self.language


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
    described_as: str = ""
    evidence: str = ""
    certainty: str = ""
    voice: str = ""
    relay_of: str = ""
    text: str = ""
    renderings: list[TypedRendering] = field(default_factory=list)
    elsewhere: tuple[tuple[str, str], ...] = ()
    # What was typed for renderings that stand elsewhere since, or under another label.
    homeless: tuple[str, ...] = ()
    is_removed: bool = False
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def is_blank(self) -> bool:
        words = (self.text, self.in_time, self.out_time, self.speaker, self.role, self.described_as)
        typed = (*words, *(one.text for one in self.renderings))
        return not self.label and not any(word.strip() for word in typed)

    @property
    def has_notes(self) -> bool:
        return any(one.note or one.alternates for one in self.renderings)

    @property
    def more_is_open(self) -> bool:
        cells = {"described_as", "evidence", "certainty", "voice", "relay_of", "reason"}
        wrong = {
            name for name in (*self.errors, *self.now) if name in cells or name.startswith(("of-", "note-"))
        }
        return bool(wrong)


def typed_rows(copy: WorkingCopy) -> list[TypedRow]:
    """The working copy as rows to type in."""
    return [typed_row(at, row) for at, row in enumerate(copy.rows)]


def read_rows(posted: Mapping[str, str], copy: WorkingCopy) -> list[TypedRow]:
    """The rows of a sent table, in its order; blank new rows are left out. Nothing is checked yet.

    A cell the table did not have yet, of a track opened since or of a rendering that was not sent, is taken from the
    copy.
    """
    matches = [match for key in posted if (match := _KEY.fullmatch(key))]
    numbers = sorted({int(match["at"]) for match in matches if not match["key"]})[:MOST_ROWS]
    sent: dict[int, list[str]] = {}
    for match in matches:
        if match["key"]:
            sent.setdefault(int(match["at"]), []).append(match["key"])
    standing = {row.label: row for row in copy.rows}
    rows = [_read_row(posted, at, copy.languages, standing) for at in numbers]
    for row in rows:
        known = {one.key for one in row.renderings}
        lost = [posted[f"{row.at}-into-{key}"] for key in sent.get(row.at, ()) if key not in known]
        row.homeless = tuple(text for text in map(clean_text, lost) if text.strip())
    return [row for row in rows if not row.is_blank]


def checked_edit(
    typed: Sequence[TypedRow], seen: str, duration_ms: int | None, published: Collection[str] = ()
) -> Edit:
    """The edit to save. What is wrong is noted in the rows' ``errors``; such a row is left out.

    Whoever takes out a sentence that readers have seen says why.
    """
    rows = []
    labels = {row.label for row in typed}
    for one in typed:
        if one.is_removed:
            if one.label in published and not one.reason:
                one.errors["reason"] = _(
                    "This sentence is published. Say why it goes: readers see the reason."
                )
            continue
        row = _checked(one, duration_ms, labels)
        if not one.errors:
            rows.append(EditedRow(row, one.after))
    removed = {row.label: row.reason for row in typed if row.is_removed and row.label}
    return Edit(seen, tuple(rows), frozenset(removed), removed)


def typed_row(at: int, row: Row) -> TypedRow:
    return TypedRow(
        at=at,
        label=row.label,
        in_time=clock_text(row.in_ms),
        out_time=clock_text(row.out_ms),
        speaker=row.speaker,
        kind=row.kind,
        language=row.language,
        opens_paragraph=row.opens_paragraph,
        text=row.text,
        renderings=[_typed_rendering(one, row.label) for one in row.renderings],
        elsewhere=row.elsewhere,
        **{name: getattr(row, name) for name in ATTRIBUTED},
    )


def _typed_rendering(one: Rendered, row_label: str) -> TypedRendering:
    return TypedRendering(
        language=one.language,
        label=one.label,
        of=" ".join(one.of),
        text=one.text,
        note=one.note,
        alternates="\n".join(f"{text} | {why}" if why else text for text, why in one.alternates),
        has_own_label=bool(one.label) and one.label != row_label,
    )


def _read_row(
    posted: Mapping[str, str], at: int, languages: Sequence[str], standing: Mapping[str, Row]
) -> TypedRow:
    def cell(name: str, otherwise: str = "") -> str:
        return clean_text(posted.get(f"{at}-{name}", otherwise)).strip()

    label = cell("label")
    row = standing.get(label)
    empty = tuple(Rendered(language) for language in languages)
    before = [_typed_rendering(one, label) for one in (row.renderings if row else empty)]
    said: Any = {name: cell(name, getattr(row, name) if row else "") for name in ATTRIBUTED}  # a row's fields
    return TypedRow(
        at=at,
        label=label,
        after=cell("after").removeprefix("s"),
        in_time=cell("in"),
        out_time=cell("out"),
        speaker=" ".join(cell("speaker").split()),
        kind=cell("kind") or CueKind.SPEECH,
        language=cell("language"),
        opens_paragraph=bool(cell("paragraph")),
        text=cell("text"),
        renderings=[
            TypedRendering(
                language=one.language,
                label=one.label,
                of=cell(f"of-{one.key}", one.of),
                text=cell(f"into-{one.key}", one.text),
                note=cell(f"note-{one.key}", one.note),
                alternates=cell(f"alternates-{one.key}", one.alternates),
                has_own_label=one.has_own_label,
            )
            for one in before
        ],
        elsewhere=row.elsewhere if row else (),
        is_removed=bool(cell("remove")),
        reason=" ".join(cell("reason").split())[:500],
        **said,
    )


def _checked(typed: TypedRow, duration_ms: int | None, labels: Collection[str]) -> Row:
    in_ms, out_ms = _checked_times(typed, duration_ms)
    for name, choices in _CHOICES.items():
        if getattr(typed, name) not in choices:
            typed.errors[name] = _("Choose one of the kinds in the list.")
    for name, most in (("speaker", 200), ("role", 200), ("described_as", 200)):
        if len(getattr(typed, name)) > most:
            typed.errors[name] = _("A name has at most 200 characters.")
    if typed.speaker and typed.described_as:
        typed.errors["described_as"] = _("Give the name, or a description in place of it; not both.")
    return Row(
        label=typed.label,
        in_ms=in_ms,
        out_ms=out_ms,
        text=typed.text,
        renderings=tuple(_checked_rendering(typed, one, labels) for one in typed.renderings),
        language=typed.language,
        speaker=typed.speaker,
        role=typed.role,
        kind=typed.kind,
        opens_paragraph=typed.opens_paragraph,
        described_as=typed.described_as,
        evidence=typed.evidence,
        certainty=typed.certainty,
        voice=typed.voice,
        relay_of=_language(typed),
        elsewhere=typed.elsewhere,
    )


def _checked_times(typed: TypedRow, duration_ms: int | None) -> tuple[int | None, int | None]:
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
    return in_ms, out_ms


def _checked_rendering(typed: TypedRow, one: TypedRendering, labels: Collection[str]) -> Rendered:
    of = tuple(label.removeprefix("s") for label in re.split(r"[\s,+]+", one.of) if label)
    unknown = [label for label in of if label not in labels]
    if one.label and not of:
        typed.errors[f"of-{one.key}"] = _("Name the sentences it renders, at least one.")
    elif one.label and unknown:
        typed.errors[f"of-{one.key}"] = _("There is no sentence s%(label)s here.") % {
            "label": unknown[0][:20]
        }
    pairs = [line.partition("|") for line in one.alternates.splitlines()]
    alternates = tuple((text.strip(), why.strip()) for text, _bar, why in pairs if text.strip())
    return Rendered(one.language, one.label, of, one.text, one.note, alternates)


def _language(typed: TypedRow) -> str:
    try:
        return canonical(typed.relay_of) if typed.relay_of else ""
    except UnknownLanguage:
        typed.errors["relay_of"] = _("“%(tag)s” is no language tag: write it like zh, fa or pt-BR.") % {
            "tag": typed.relay_of[:40]
        }
        return ""


def _position(typed: TypedRow, cell: str, text: str) -> int | None:
    if not text:
        return None
    try:
        return parse_clock(text)
    except BadTimecode as error:
        typed.errors[cell] = str(error)
        return None
