"""Setting down what was said: by an engine, or by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from dragoman.catalogue.models import Speaker
from dragoman.catalogue.services import file_speaker
from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import bounded_line
from dragoman.lib.hashing import clean_text
from dragoman.lib.languages import canonical
from dragoman.lib.record.cue_tracks import NoSuchSentence
from dragoman.lib.timecode import Span, format_clock
from dragoman.transcripts.labels import decide_fates, note_given
from dragoman.transcripts.models import Cue, Transcript
from dragoman.transcripts.selectors import aired_day
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Fate, Origin, TrackState, Voice


class CueOutsideClip(ValueError):
    """The cue's times are not inside the clip."""


NoSuchCue = NoSuchSentence
"""The clip has no cue with this label."""


class TwoSpeakers(ValueError):
    """A sentence was given a named speaker and a description in place of one."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is heard in a cue, by name or described without one; how that is known; whose voice carries the words.

    ``relay_of`` is the language first spoken, where what is heard renders it already.
    """

    speaker: str = ""
    role: str = ""
    described_as: str = ""
    evidence: str = ""
    certainty: str = ""
    voice: str = ""
    relay_of: str = ""


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
    described_as: str = ""
    evidence: str = ""
    certainty: str = ""
    voice: str = ""
    relay_of: str = ""

    @property
    def attribution(self) -> Attribution:
        return Attribution(**{name: getattr(self, name) for name in ("speaker", *ATTRIBUTED)})


ATTRIBUTED = ("role", "described_as", "evidence", "certainty", "voice", "relay_of")
"""What is said about who speaks, beside the name."""


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
    """Set the whole original track as given, in order. Cues left out are taken out; their labels never return.

    A cue whose words stay the same keeps its origin: re-timing what a machine heard does not make it a
    person's.
    """
    transcript = Transcript.objects.select_for_update().get(pk=open_transcript(clip=clip).pk)
    known = {cue.label: cue for cue in transcript.cues.all()}
    speakers = SpeakersOfClip(clip)
    kept: dict[str, None] = {}  # in order
    for position, row in enumerate(rows):
        cue = known.get(row.label) if row.label else Cue(transcript=transcript, label="", origin=origin)
        if cue is None or row.label in kept:
            raise NoSuchCue(f"There is no sentence s{row.label} to change.")
        set_cue(cue, row, speakers, by=actor.handle, origin=origin)
        cue.position = position
        if not cue.label:
            cue.label = _next_label(transcript)
        cue.save()
        kept[cue.label] = None
    removed = sorted(set(known) - set(kept))
    transcript.cues.filter(label__in=removed).delete()
    note_given(clip, [*known, *kept])
    decide_fates(clip, dict.fromkeys(removed, (Fate.DELETED, (), "")))
    transcript.state = written_state(transcript, origin)
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
    """Say who speaks a cue, and leave the rest that is said about it; an empty name takes the attribution back."""
    standing = Attribution(**{name: getattr(cue, name) for name in ATTRIBUTED})
    said = replace(standing, speaker=speaker, role=role, described_as="")
    return attribute_sentence(cue=cue, attribution=said, actor=actor)


@transaction.atomic
def attribute_sentence(*, cue: Cue, attribution: Attribution, actor: Actor) -> Cue:
    """Say who speaks a cue, how the desk knows, and whose voice carries the words."""
    _attribute(cue, attribution, SpeakersOfClip(cue.transcript.clip))
    cue.save(update_fields=["speaker", *ATTRIBUTED])
    subject = f"clip:{cue.transcript.clip_id}"
    record(actor=actor, act="cue.attributed", subject=subject, detail={"cue": cue.label})
    return cue


class SpeakersOfClip:
    """The speakers named in one clip, each filed and looked up once."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self._day = aired_day(clip)
        self._found: dict[tuple[str, str], Speaker] = {}

    def of(self, name: str, role: str) -> Speaker | None:
        name = name.strip()
        if not name:
            return None
        key = (name, role.strip())
        if key not in self._found:
            self._found[key] = file_speaker(name=name, role=role, on=self._day)
        return self._found[key]


def set_cue(
    cue: Cue, row: CueText, speakers: SpeakersOfClip, *, by: str, origin: str = Origin.PERSON
) -> None:
    """Fill a sentence from what someone wrote, without keeping it yet."""
    clip = speakers.clip
    text = clean_text(row.text).strip()
    if cue.text != text:
        cue.text, cue.origin, cue.written_by = text, origin, by
        cue.words, cue.flags = [], []
    set_times(cue, row, clip)
    cue.language = canonical(row.language) if row.language else (clip.spoken[0] if clip.spoken else "")
    cue.kind = CueKind(row.kind)
    cue.opens_paragraph = row.opens_paragraph
    _attribute(cue, row.attribution, speakers)


def set_times(cue: Cue, row: CueText, clip: Clip) -> None:
    cue.in_ms, cue.out_ms = _times(row, clip)


def _attribute(cue: Cue, said: Attribution, speakers: SpeakersOfClip) -> None:
    if said.speaker.strip() and said.described_as.strip():
        raise TwoSpeakers("Give the speaker’s name, or a description in place of a name; not both.")
    cue.speaker = speakers.of(said.speaker, said.role)
    cue.role = bounded_line(said.role, most=200, what="role")
    cue.described_as = bounded_line(said.described_as, most=200, what="description")
    cue.evidence = Evidence(said.evidence) if said.evidence else ""
    cue.certainty = Certainty(said.certainty) if said.certainty else ""
    cue.voice = Voice(said.voice) if said.voice else ""
    cue.relay_of = canonical(said.relay_of) if said.relay_of else ""


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


def written_state(transcript: Transcript, origin: str) -> TrackState:
    """How far a track is once someone of this origin has written in it."""
    if not transcript.cues.exclude(text="").exists():
        return TrackState.EMPTY
    if origin == Origin.MACHINE or not transcript.cues.exclude(origin=Origin.MACHINE).exists():
        return TrackState.DRAFTED
    return TrackState.WRITTEN
