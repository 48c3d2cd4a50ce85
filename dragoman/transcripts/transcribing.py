"""The machine's first draft of what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

from django.conf import settings
from django.db import transaction

from dragoman.clips.models import Clip, ClipFile
from dragoman.engines.speech.port import Flag, SpeechEngine, SpeechRequest, Transcription, Watch, Word
from dragoman.engines.speech.routing import SpeechRouter
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.plain_json import plain
from dragoman.lib.sentences import SentenceUnit, units_from_words
from dragoman.lib.timecode import Span
from dragoman.recordings.vault import vault
from dragoman.transcripts.labels import note_given
from dragoman.transcripts.models import Cue, Transcript
from dragoman.transcripts.services import SpeakersOfClip, open_transcript
from dragoman.transcripts.terms import Origin, TrackState


def transcribe_clip(*, clip: Clip, watch: Watch) -> Transcript:
    """Draft the clip's transcript by engine; without one for its language, leave an empty track and say so.

    Only a waiting transcript is drafted: what stands there already, a person's words above all, stays.
    """
    transcript = open_transcript(clip=clip)
    if transcript.state != TrackState.WAITING:
        return transcript
    sound = clip.files.filter(kind=ClipFile.Kind.SPEECH).first()
    if sound is None:
        return _leave_empty(transcript, "no_sound")
    found = engine_for(clip)
    if found is None:
        return _leave_empty(transcript, "no_speech_engine")
    language, engine = found
    names = tuple(str(told["name"]) for told in clip.speakers_told)
    request = SpeechRequest(vault().path_of(sound.sha256), language, names)
    return _keep_draft(transcript, engine.transcribe(request, watch), language)


@cache
def _router(paths: tuple[str, ...]) -> SpeechRouter:
    return SpeechRouter(paths)


def engine_for(clip: Clip) -> tuple[str, SpeechEngine] | None:
    """The first spoken language that an engine on this machine knows."""
    router = _router(tuple(settings.SPEECH_ENGINES))
    for language in clip.spoken:
        engine = router.engine_for(language)
        if engine is not None:
            return language, engine
    return None


@transaction.atomic
def _keep_draft(transcript: Transcript, heard: Transcription, language: str) -> Transcript:
    """The draft and its origin in one transaction: a crash before it leaves the track waiting."""
    fresh = Transcript.objects.select_for_update().get(pk=transcript.pk)
    if fresh.state != TrackState.WAITING:
        return fresh
    fresh.engine = _engine_json(heard)
    fresh.language = language
    fresh.note = _note(heard)
    units = [unit for unit in units_from_words(heard.words, language) if unit.text.strip()]
    clip = fresh.clip
    cues = [
        _cue(fresh, unit, position, heard.words[unit.first : unit.end]) for position, unit in enumerate(units)
    ]
    _attribute(clip, cues)
    Cue.objects.bulk_create(cues)
    note_given(clip, [cue.label for cue in cues])
    fresh.next_label += len(cues)
    fresh.state = TrackState.DRAFTED if cues else TrackState.EMPTY
    fresh.save()
    record(
        actor=SYSTEM,
        act="transcript.drafted",
        subject=f"clip:{clip.pk}",
        detail={"cues": len(cues), "engine": fresh.engine["name"], "model": fresh.engine["model"]},
    )
    return fresh


def _cue(transcript: Transcript, unit: SentenceUnit, position: int, words: Sequence[Word]) -> Cue:
    end = transcript.clip.duration_ms or unit.span.out_ms
    span = Span(
        min(unit.span.in_ms, end - 1), max(min(unit.span.out_ms, end), min(unit.span.in_ms, end - 1) + 1)
    )
    return Cue(
        transcript=transcript,
        label=str(transcript.next_label + position),
        position=position,
        in_ms=span.in_ms,
        out_ms=span.out_ms,
        text=unit.text.strip(),
        language=transcript.language,
        origin=Origin.MACHINE,
        words=[
            [word.text, word.span.in_ms, word.span.out_ms, round(word.confidence * 1000)] for word in words
        ],
    )


def _attribute(clip: Clip, cues: list[Cue]) -> None:
    """Give each cue the speaker who was told to speak at its middle."""
    told = sorted(clip.speakers_told, key=lambda one: one["at_ms"])
    speakers = SpeakersOfClip(clip)
    for cue in cues:
        middle = ((cue.in_ms or 0) + (cue.out_ms or 0)) // 2
        current = [one for one in told if one["at_ms"] <= middle]
        if current:
            cue.role = current[-1]["role"]
            cue.speaker = speakers.of(current[-1]["name"], cue.role)


def _note(heard: Transcription) -> str:
    if not heard.heard:
        return "nothing_heard"
    if Flag.LANGUAGE_MISMATCH in heard.flags and not heard.segments:
        return "wrong_language"
    if heard.refused:
        return f"speech_refused:{len(heard.refused)}"
    return ""


def _leave_empty(transcript: Transcript, note: str) -> Transcript:
    transcript.state, transcript.note = TrackState.EMPTY, note
    transcript.save(update_fields=["state", "note"])
    return transcript


def _engine_json(heard: Transcription) -> dict[str, object]:
    return {name: plain(value) for name, value in asdict(heard.identity).items()}
