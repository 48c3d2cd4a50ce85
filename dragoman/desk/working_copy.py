"""The words of a clip as the desk edits them, and saving them without overwriting a colleague."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.clips.models import Clip
from dragoman.lib.hashing import digest
from dragoman.lib.timecode import format_precise
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import CueText, NoSuchCue, write_transcript
from dragoman.transcripts.terms import CueKind, Origin
from dragoman.translations.selectors import translations_of
from dragoman.translations.services import write_translation


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: the original and, in the order of the copy's languages, its renderings."""

    label: str
    in_ms: int | None
    out_ms: int | None
    text: str
    renderings: tuple[str, ...]
    language: str = ""
    speaker: str = ""
    role: str = ""
    kind: str = CueKind.SPEECH
    opens_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """Every sentence of a clip with its renderings. Equal copies have equal digests.

    ``drafts`` names what is still a machine's: ``"3"`` for the original of s3, ``"3:pt"`` for its rendering.
    """

    languages: tuple[str, ...]
    rows: tuple[Row, ...]
    drafts: frozenset[str]

    @property
    def digest(self) -> str:
        lines = [[getattr(row, name) for name in _COMPARED] + [list(row.renderings)] for row in self.rows]
        return digest(json.dumps([list(self.languages), lines]).encode())


_COMPARED = ("label", "in_ms", "out_ms", "text", "language", "speaker", "role", "kind", "opens_paragraph")


class ChangedMeanwhile(Exception):
    """Someone saved these words after the person opened them. ``now`` is what stands."""

    def __init__(self, now: WorkingCopy) -> None:
        super().__init__("The words were changed meanwhile.")
        self.now = now


def working_copy(clip: Clip) -> WorkingCopy:
    tracks = list(translations_of(clip))
    words: list[dict[str, str]] = []
    drafts: set[str] = set()
    for track in tracks:
        rendered = list(track.cues.all())
        words.append({cue.label: cue.text for cue in rendered})
        drafts |= {f"{cue.label}:{track.language}" for cue in rendered if _is_draft(cue.origin, cue.text)}
    rows = []
    for cue in cues_of(clip):
        if _is_draft(cue.origin, cue.text):
            drafts.add(cue.label)
        rows.append(
            Row(
                label=cue.label,
                in_ms=cue.in_ms,
                out_ms=cue.out_ms,
                text=cue.text,
                renderings=tuple(track.get(cue.label, "") for track in words),
                language=cue.language,
                speaker=cue.speaker.name if cue.speaker else "",
                role=cue.role,
                kind=cue.kind,
                opens_paragraph=cue.opens_paragraph,
            )
        )
    return WorkingCopy(tuple(track.language for track in tracks), tuple(rows), frozenset(drafts))


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did to a copy: rows changed or added, and labels taken out. Rows not named stay as they are.

    ``seen`` is the digest of the copy the person had before them.
    """

    seen: str
    rows: tuple[EditedRow, ...]
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row to set. One without a label is new and stands after the sentence ``after``, or last."""

    row: Row
    after: str = ""


def save_words(*, clip: Clip, edit: Edit, person: User) -> bool:
    """Apply an edit, if the words still are as the person saw them. False when nothing was new.

    Raises ``ChangedMeanwhile`` otherwise, and the stages' own errors for rows they refuse; then nothing changed.
    """
    with transaction.atomic():
        Clip.objects.select_for_update().get(pk=clip.pk)
        now = working_copy(clip)
        if now.digest != edit.seen:
            raise ChangedMeanwhile(now)
        wanted = in_order(merged(now, edit))
        if wanted == list(now.rows):
            return False
        if _originals(wanted) != _originals(now.rows):
            write_transcript(clip=clip, rows=[_cue_text(row) for row in wanted], actor=person.actor)
        _write_renderings(clip, now, wanted, person)
        return True


def merged(now: WorkingCopy, edit: Edit) -> list[Row]:
    """The rows that should stand after an edit. Raises ``NoSuchCue`` for a sentence that doesn't exist."""
    standing = {row.label for row in now.rows}
    changed = {edited.row.label: edited.row for edited in edit.rows if edited.row.label}
    unknown = sorted((set(changed) | edit.removed) - standing)
    if unknown:
        raise NoSuchCue(f"There is no sentence s{unknown[0]} to change.")
    added: dict[str, list[Row]] = {}
    for edited in edit.rows:
        if not edited.row.label:
            added.setdefault(edited.after if edited.after in standing else "", []).append(edited.row)
    wanted: list[Row] = []
    for row in now.rows:
        if row.label not in edit.removed:
            wanted.append(changed.get(row.label, row))
        wanted += added.get(row.label, [])
    return wanted + added.get("", [])


def _write_renderings(clip: Clip, now: WorkingCopy, wanted: Sequence[Row], person: User) -> None:
    labels = list(cues_of(clip).values_list("label", flat=True))
    standing = {row.label: row.renderings for row in now.rows}
    unwritten = ("",) * len(now.languages)
    some_removed = not set(standing) <= set(labels)
    for at, language in enumerate(now.languages):
        texts = {
            label: row.renderings[at]
            for label, row in zip(labels, wanted, strict=True)
            if row.renderings[at] != standing.get(label, unwritten)[at]
        }
        if texts or some_removed:
            write_translation(clip=clip, language=language, texts=texts, actor=person.actor)


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows by their in point. One without times stays behind the row it follows."""
    keyed: list[tuple[int, Row]] = []
    last = -1
    for row in rows:
        last = row.in_ms if row.in_ms is not None else last
        keyed.append((last, row))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def clock_text(at_ms: int | None) -> str:
    return "" if at_ms is None else format_precise(at_ms)


def _is_draft(origin: str, text: str) -> bool:
    return origin == Origin.MACHINE and bool(text)


def _originals(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, renderings=()) for row in rows]


def _cue_text(row: Row) -> CueText:
    return CueText(
        text=row.text,
        in_ms=row.in_ms,
        out_ms=row.out_ms,
        label=row.label,
        language=row.language,
        speaker=row.speaker,
        role=row.role,
        kind=row.kind,
        opens_paragraph=row.opens_paragraph,
    )
