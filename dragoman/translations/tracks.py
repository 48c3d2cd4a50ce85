"""A clip's sentences and renderings taken into memory as one whole, and put back as rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias

from dragoman.clips.models import Clip
from dragoman.lib.record.cue_tracks import Rendered, Sentence, Tracks
from dragoman.lib.sentences.profiles import profile
from dragoman.transcripts.labels import decide_fates, note_given
from dragoman.transcripts.models import Cue, CueLabel, Transcript
from dragoman.transcripts.selectors import cues_of, fates_of
from dragoman.transcripts.services import open_transcript, written_state
from dragoman.transcripts.terms import CueKind, Origin, TrackState
from dragoman.translations.models import TranslatedCue, Translation
from dragoman.translations.rules import rendered_state
from dragoman.translations.selectors import translations_of


@dataclass(frozen=True, slots=True)
class Words:
    """What an original sentence holds beside its label."""

    text: str = ""
    in_ms: int | None = None
    out_ms: int | None = None
    language: str = ""
    kind: str = CueKind.SPEECH
    speaker_id: int | None = None
    role: str = ""
    described_as: str = ""
    evidence: str = ""
    certainty: str = ""
    voice: str = ""
    relay_of: str = ""
    opens_paragraph: bool = False
    origin: str = Origin.PERSON
    flags: tuple[str, ...] = ()
    words: tuple[tuple[str, int, int, int], ...] = ()
    written_by: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a rendering holds beside its label and what it renders."""

    text: str = ""
    origin: str = Origin.PERSON
    flags: tuple[str, ...] = ()
    translator: str = ""
    note: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


ClipTracks: TypeAlias = Tracks[Words, Rendering]
Stored: TypeAlias = Mapping[str, Any]  # Any: values as a JSON column gives them back


def tracks_of(clip: Clip) -> ClipTracks:
    """Everything as it stands, locked until the transaction ends."""
    transcript = Transcript.objects.select_for_update().get(pk=open_transcript(clip=clip).pk)
    tracks: ClipTracks = Tracks(next_number=transcript.next_label)
    tracks.originals = [Sentence(cue.label, words_of(cue)) for cue in cues_of(clip)]
    for translation in translations_of(clip):
        tracks.renderings[translation.language] = [
            Rendered(cue.label, _rendered_labels(cue), _rendering(cue)) for cue in translation.cues.all()
        ]
    tracks.given = set(CueLabel.objects.filter(clip=clip).values_list("label", flat=True)) | tracks.carried()
    tracks.fates = {label: (fate, to, reason) for label, fate, to, reason in fates_of(clip)}
    tracks.settle()
    return tracks


def keep_tracks(clip: Clip, tracks: ClipTracks) -> None:
    """Put back what was done to them; only rows that differ are touched."""
    transcript = Transcript.objects.get(clip=clip)
    decided = {label for label, *_ in fates_of(clip)}
    cues = _keep_originals(transcript, tracks)
    for translation in translations_of(clip):
        _keep_renderings(translation, tracks.renderings.get(translation.language, []), cues)
    note_given(clip, [*(one.label for one in tracks.originals), *sorted(tracks.given)])
    decide_fates(clip, {label: fate for label, fate in tracks.fates.items() if label not in decided})
    transcript.next_label = max(transcript.next_label, tracks.next_number)
    if transcript.state != TrackState.WAITING:
        transcript.state = written_state(transcript, Origin.PERSON)
    transcript.save(update_fields=["next_label", "state"])


def words_of(cue: Cue) -> Words:
    return words_from(_values(cue, Words))


def words_from(stored: Stored) -> Words:
    values = {
        **stored,
        "flags": tuple(stored["flags"]),
        "words": tuple(tuple(one) for one in stored["words"]),
    }
    return Words(**values)


def rendering_from(stored: Stored) -> Rendering:
    alternates = tuple((text, note) for text, note in stored["alternates"])
    return Rendering(**{**stored, "flags": tuple(stored["flags"]), "alternates": alternates})


def joined_text(texts: list[str], language: str) -> str:
    """Sentences one after the other, as the language puts them."""
    between = " " if not language or profile(language).spaced else ""
    return between.join(text for text in texts if text)


def joined_renderings(language: str, bodies: list[Rendering], by: str) -> Rendering:
    """One rendering of several; a machine's words in it make it a draft still."""
    origins = {body.origin for body in bodies if body.text} or {Origin.PERSON}
    people = {body.translator for body in bodies if body.text}
    return Rendering(
        text=joined_text([body.text for body in bodies], language),
        origin=weakest_origin(origins),
        flags=tuple(dict.fromkeys(flag for body in bodies for flag in body.flags)),
        translator=people.pop() if len(people) == 1 else by,
        note="\n".join(body.note for body in bodies if body.note),
        alternates=tuple(one for body in bodies for one in body.alternates),
    )


def weakest_origin(origins: set[str]) -> str:
    """Words are a person's only when all of them are."""
    return next(one for one in (Origin.MACHINE, Origin.IMPORTED, Origin.PERSON) if one in origins)


def _keep_originals(transcript: Transcript, tracks: ClipTracks) -> dict[str, Cue]:
    standing = {cue.label: cue for cue in transcript.cues.all()}
    wanted = {one.label for one in tracks.originals}
    transcript.cues.filter(label__in=[label for label in standing if label not in wanted]).delete()
    cues = {}
    for position, one in enumerate(tracks.originals):
        cue = standing.get(one.label) or Cue(transcript=transcript, label=one.label)
        if _put(cue, {**asdict(one.body), "position": position}):
            cue.save()
        cues[one.label] = cue
    return cues


def _keep_renderings(
    translation: Translation, track: list[Rendered[Rendering]], cues: Mapping[str, Cue]
) -> None:
    standing = {cue.label: cue for cue in translation.cues.all()}
    rendered = {label: _rendered_labels(cue) for label, cue in standing.items()}
    wanted = {one.label for one in track}
    translation.cues.filter(label__in=[label for label in standing if label not in wanted]).delete()
    for position, one in enumerate(track):
        cue = standing.get(one.label) or TranslatedCue(translation=translation, label=one.label)
        alternates = [{"text": text, "note": note} for text, note in one.body.alternates]
        if _put(cue, {**asdict(one.body), "alternates": alternates, "position": position}):
            cue.save()
        if rendered.get(one.label) != one.of:
            cue.of.set([cues[label] for label in one.of])
    if translation.state != TrackState.WAITING or track:
        translation.state = rendered_state(translation)
        translation.save(update_fields=["state"])


def _put(row: Cue | TranslatedCue, values: Mapping[str, Any]) -> bool:  # Any: values of a row's columns
    """Set what differs; whether anything did."""
    differs = row.pk is None
    for name, value in values.items():
        value = [list(one) if isinstance(one, tuple) else one for one in value] if _is_many(value) else value
        if getattr(row, name) != value:
            setattr(row, name, value)
            differs = True
    return differs


def _is_many(value: object) -> bool:
    return isinstance(value, tuple | list)


def _values(row: Cue | TranslatedCue, kind: type[Words] | type[Rendering]) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(kind)}


def _rendering(cue: TranslatedCue) -> Rendering:
    alternates = [(one["text"], one.get("note", "")) for one in cue.alternates]
    return rendering_from({**_values(cue, Rendering), "alternates": alternates})


def _rendered_labels(cue: TranslatedCue) -> tuple[str, ...]:
    return tuple(one.label for one in sorted(cue.of.all(), key=lambda one: one.position))
