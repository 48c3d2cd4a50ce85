"""Setting down what was said: by an engine, or by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from dragoman.catalogue.models import Speaker
from dragoman.catalogue.services import file_speaker
from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import bounded_line
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import canonical
from dragoman.lib.timecode import Span, format_clock
from dragoman.transcripts.models import Cue, Transcript
from dragoman.transcripts.terms import CueKind, Origin, TrackState


class CueOutsideClip(ValueError):
    """The cue's times are not inside the clip."""


class NoSuchCue(LookupError):
    """The clip has no cue with this label."""


@dataclass(frozen=True, slots=True)
class CueText:
    """One cue as someone wrote it. ``label`` is empty for a new one. Times are on the clip's clock."""

    text: str
    in_ms: int | None = None
    out_ms: int | None = None
    label: str = ""
    language: str = ""
    speaker: str = ""
    role: str = ""
    kind: str = CueKind.SPEECH
    opens_paragraph: bool = False


@transaction.atomic
def open_transcript(*, clip: Clip) -> Transcript:
    """The clip's transcript, newly made and waiting if there was none."""
    language = clip.spoken[0] if clip.spoken else ""
    transcript, _ = Transcript.objects.get_or_create(clip=clip, defaults={"language": language})
    return transcript


@transaction.atomic
def write_transcript(
    *, clip: Clip, rows: Sequence[CueText], actor: Actor, origin: str = Origin.PERSON
) -> Transcript:
    """Set the whole original track as given, in order. Cues left out are removed; their labels never return.

    A cue whose words stay the same keeps its origin: re-timing what a machine heard does not make it a
    person's.
    """
    transcript = Transcript.objects.select_for_update().get(pk=open_transcript(clip=clip).pk)
    known = {cue.label: cue for cue in transcript.cues.all()}
    speakers = SpeakersOfClip(clip)
    kept: set[str] = set()
    for position, row in enumerate(rows):
        cue = known.get(row.label) if row.label else Cue(transcript=transcript, label="", origin=origin)
        if cue is None or row.label in kept:
            raise NoSuchCue(f"There is no sentence s{row.label} to change.")
        _fill(cue, row, clip, origin=origin, by=actor.handle)
        cue.position = position
        cue.speaker = speakers.of(row)
        if not cue.label:
            cue.label = _next_label(transcript)
        cue.save()
        kept.add(cue.label)
    removed = sorted(set(known) - kept)
    transcript.cues.filter(label__in=removed).delete()
    transcript.state = _written_state(transcript, origin)
    if transcript.state == TrackState.WRITTEN:
        transcript.note = ""  # what the engine could not do, a person has done
    transcript.save()
    record(
        actor=actor,
        act="transcript.written",
        subject=f"clip:{clip.pk}",
        detail={"cues": len(kept), "removed": removed, "origin": str(origin)},
    )
    return transcript


@transaction.atomic
def adopt_transcript(*, clip: Clip, actor: Actor) -> int:
    """A person has listened to every sentence and takes the machine's words as their own. Returns how many."""
    drafted = Cue.objects.filter(transcript__clip=clip, origin=Origin.MACHINE).exclude(text="")
    adopted = drafted.update(origin=Origin.PERSON, written_by=actor.handle, flags=[])
    if adopted:
        Transcript.objects.filter(clip=clip).update(state=TrackState.WRITTEN, note="")
        record(actor=actor, act="transcript.adopted", subject=f"clip:{clip.pk}", detail={"cues": adopted})
    return adopted


@transaction.atomic
def attribute_cue(*, cue: Cue, speaker: str, role: str, actor: Actor) -> Cue:
    """Say who speaks a cue; an empty name takes the attribution back."""
    clip = cue.transcript.clip
    cue.speaker = SpeakersOfClip(clip).of(CueText(text="", speaker=speaker, role=role))
    cue.role = bounded_line(role, most=200, what="role")
    cue.save(update_fields=["speaker", "role"])
    record(actor=actor, act="cue.attributed", subject=f"clip:{clip.pk}", detail={"cue": cue.label})
    return cue


class SpeakersOfClip:
    """The speakers named in one clip, each filed and looked up once."""

    def __init__(self, clip: Clip) -> None:
        source = clip.sources.select_related("broadcast").first()
        self._day = source.broadcast.aired_on if source else None
        self._found: dict[tuple[str, str], Speaker] = {}

    def of(self, row: CueText) -> Speaker | None:
        name = row.speaker.strip()
        if not name:
            return None
        key = (name, row.role.strip())
        if key not in self._found:
            self._found[key] = file_speaker(name=name, role=row.role, on=self._day)
        return self._found[key]


def _fill(cue: Cue, row: CueText, clip: Clip, *, origin: str, by: str) -> None:
    text = clean_text(row.text).strip()
    if cue.text != text:
        cue.text, cue.origin, cue.written_by = text, origin, by
        cue.words, cue.flags = [], []
    cue.in_ms, cue.out_ms = _times(row, clip)
    cue.language = canonical(row.language) if row.language else (clip.spoken[0] if clip.spoken else "")
    cue.kind = CueKind(row.kind)
    cue.role = bounded_line(row.role, most=200, what="role")
    cue.opens_paragraph = row.opens_paragraph


def _times(row: CueText, clip: Clip) -> tuple[int | None, int | None]:
    if row.in_ms is None or row.out_ms is None:
        if (row.in_ms is None) != (row.out_ms is None):
            raise CueOutsideClip("Give both times of a sentence, or neither.")
        return None, None
    span = Span(row.in_ms, row.out_ms)
    if clip.duration_ms is not None and span.out_ms > clip.duration_ms:
        raise CueOutsideClip(
            f"The sentence ends at {format_clock(span.out_ms)}, after the clip's end at "
            f"{format_clock(clip.duration_ms)}."
        )
    return span.in_ms, span.out_ms


def _next_label(transcript: Transcript) -> str:
    label = str(transcript.next_label)
    transcript.next_label += 1
    return label


def _written_state(transcript: Transcript, origin: str) -> TrackState:
    if not transcript.cues.exclude(text="").exists():
        return TrackState.EMPTY
    if origin == Origin.MACHINE or not transcript.cues.exclude(origin=Origin.MACHINE).exists():
        return TrackState.DRAFTED
    return TrackState.WRITTEN
