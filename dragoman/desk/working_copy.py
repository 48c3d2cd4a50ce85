"""The words of a clip as the desk edits them, and saving them without overwriting a colleague."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from django.db import transaction

from dragoman.accounts.models import User
from dragoman.clips.models import Clip
from dragoman.lib.hashing import digest
from dragoman.lib.record.cue_ids import resolve
from dragoman.lib.timecode import format_precise
from dragoman.transcripts.selectors import cues_of, fates_of
from dragoman.transcripts.services import ATTRIBUTED, CueText, NoSuchCue, write_transcript
from dragoman.transcripts.terms import CueKind, Origin
from dragoman.translations.models import Translation
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import align_rendering, remove_cue
from dragoman.translations.services import RenderingText, write_renderings


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendering, or the place for one: then it has no label yet. ``of`` names what it renders."""

    language: str
    label: str = ""
    of: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: the original and, in the order of the copy's languages, what renders it first here.

    ``elsewhere`` names renderings that stand with an earlier sentence and render this one too: language and label.
    """

    label: str
    in_ms: int | None
    out_ms: int | None
    text: str
    renderings: tuple[Rendered, ...]
    language: str = ""
    speaker: str = ""
    role: str = ""
    kind: str = CueKind.SPEECH
    opens_paragraph: bool = False
    described_as: str = ""
    evidence: str = ""
    certainty: str = ""
    voice: str = ""
    relay_of: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()


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
        return digest(json.dumps([list(self.languages), [asdict(row) for row in self.rows]]).encode())


class ChangedMeanwhile(Exception):
    """Someone saved these words after the person opened them. ``now`` is what stands."""

    def __init__(self, now: WorkingCopy) -> None:
        super().__init__("The words were changed meanwhile.")
        self.now = now


def working_copy(clip: Clip) -> WorkingCopy:
    tracks = [_Track(track) for track in translations_of(clip)]
    rows = []
    drafts: set[str] = set().union(*(track.drafts for track in tracks))
    for cue in cues_of(clip):
        if _is_draft(cue.origin, cue.text):
            drafts.add(cue.label)
        rows.append(
            Row(
                label=cue.label,
                in_ms=cue.in_ms,
                out_ms=cue.out_ms,
                text=cue.text,
                renderings=tuple(one for track in tracks for one in track.standing_with(cue.label)),
                language=cue.language,
                speaker=cue.speaker.name if cue.speaker else "",
                kind=cue.kind,
                opens_paragraph=cue.opens_paragraph,
                elsewhere=tuple(
                    (track.language, label) for track in tracks for label in track.reaching(cue.label)
                ),
                **{name: getattr(cue, name) for name in ATTRIBUTED},
            )
        )
    return WorkingCopy(tuple(track.language for track in tracks), tuple(rows), frozenset(drafts))


class _Track:
    """One language's renderings by the sentence they stand with: the first they render."""

    def __init__(self, track: Translation) -> None:
        self.language = track.language
        self.drafts: set[str] = set()
        self._first: dict[str, list[Rendered]] = {}
        self._further: dict[str, list[str]] = {}
        for cue in track.cues.all():
            of = [one.label for one in sorted(cue.of.all(), key=lambda one: one.position)]
            if _is_draft(cue.origin, cue.text):
                self.drafts.add(f"{cue.label}:{track.language}")
            alternates = tuple((one["text"], one.get("note", "")) for one in cue.alternates)
            made = Rendered(track.language, cue.label, tuple(of), cue.text, cue.note, alternates)
            for at, label in enumerate(of):
                if at == 0:
                    self._first.setdefault(label, []).append(made)
                else:
                    self._further.setdefault(label, []).append(cue.label)

    def standing_with(self, label: str) -> list[Rendered]:
        found = self._first.get(label, [])
        return found if found or label in self._further else [Rendered(self.language)]

    def reaching(self, label: str) -> list[str]:
        return self._further.get(label, [])


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did to a copy: rows changed or added, and labels taken out. Rows not named stay as they are.

    ``seen`` is the digest of the copy the person had before them; ``reasons`` say why labels are taken out.
    """

    seen: str
    rows: tuple[EditedRow, ...]
    removed: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)


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
        for label in sorted(edit.removed):
            reason = edit.reasons.get(label, "")
            remove_cue(clip=clip, label=label, reason=reason, actor=person.actor)
        standing = [row for row in now.rows if row.label not in edit.removed]
        if _originals(wanted) != _originals(standing):
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
    """Words, notes and alternates first, then what renders what: taking a sentence out may have moved labels."""
    labels = list(cues_of(clip).values_list("label", flat=True))
    standing = {(one.language, one.label): one for row in now.rows for one in row.renderings if one.label}
    fates = {label: (fate, to, reason) for label, fate, to, reason in fates_of(clip)}
    changed: dict[str, list[RenderingText]] = {}
    aligned: list[tuple[str, str, tuple[str, ...]]] = []
    for label, row in zip(labels, wanted, strict=True):
        for one in row.renderings:
            before = standing.get((one.language, one.label)) or Rendered(one.language)
            carried = (resolve(one.label, fates).labels or (label,))[0] if one.label else label
            if replace(one, of=before.of, label=before.label) != before:
                written = RenderingText(carried, one.text, one.note, one.alternates)
                changed.setdefault(one.language, []).append(written)
            if one.label and one.of != before.of:
                aligned.append((one.language, carried, one.of))
    for language, rows in changed.items():
        write_renderings(clip=clip, language=language, rows=rows, actor=person.actor)
    for language, carried, of in aligned:
        align_rendering(clip=clip, language=language, label=carried, of=of, actor=person.actor)


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
    return [replace(row, renderings=(), elsewhere=()) for row in rows]


def _cue_text(row: Row) -> CueText:
    return CueText(
        text=row.text,
        in_ms=row.in_ms,
        out_ms=row.out_ms,
        label=row.label,
        language=row.language,
        speaker=row.speaker,
        kind=row.kind,
        opens_paragraph=row.opens_paragraph,
        **{name: getattr(row, name) for name in ATTRIBUTED},
    )
