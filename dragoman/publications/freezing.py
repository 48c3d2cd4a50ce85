"""From the working copy to an edition's content: everything a reader will see, gathered once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dragoman.catalogue.models import Channel
from dragoman.clips.models import Clip, ClipSource
from dragoman.publications.content import (
    Content,
    Cut,
    Engine,
    Line,
    Rendering,
    Source,
    TranslationTrack,
    Voice,
)
from dragoman.recordings.models import Broadcast
from dragoman.reviews.selectors import approvers_of, warnings_of
from dragoman.transcripts.models import Cue, Transcript
from dragoman.transcripts.selectors import cues_of, transcript_of
from dragoman.transcripts.terms import Origin
from dragoman.translations.models import Translation
from dragoman.translations.selectors import translations_of


@dataclass(frozen=True, slots=True)
class EditionStamp:
    """What makes this edition this one."""

    number: int
    ordinal: int
    kind: str
    public_note: str
    published_at: datetime
    previous: str


def freeze(clip: Clip, stamp: EditionStamp) -> Content:
    """The clip as it stands now, as an edition says it."""
    cues = list(cues_of(clip))
    voices = _voices(cues)
    keys = {(voice.name, voice.role): voice.key for voice in voices}
    transcript, translations = transcript_of(clip), list(translations_of(clip))
    return replace(
        _described(clip, stamp),
        voices=voices,
        lines=tuple(_line(cue, keys) for cue in cues),
        translations=tuple(_track(translation) for translation in translations),
        recording_sha256=clip.recording.sha256 if clip.recording else "",
        cut=_cut(clip),
        engines=_engines(transcript, translations),
        transcribers=_unique(cue.written_by for cue in cues if cue.origin == Origin.PERSON),
        translators=_unique(
            cue.translator
            for translation in translations
            for cue in translation.cues.all()
            if cue.origin == Origin.PERSON
        ),
        reviewers=tuple(approvers_of(clip)),
        warnings=tuple(dict.fromkeys([*clip.warnings, *warnings_of(clip)])),
        advisory=clip.advisory,
        rights=clip.rights,
        recording_origin=clip.recording.origin if clip.recording else "",
        recording_origin_url=clip.recording.origin_url if clip.recording else "",
        capture_note=clip.recording.capture_note if clip.recording else "",
    )


def _described(clip: Clip, stamp: EditionStamp) -> Content:
    """Everything but the words said: what the clip is, where it was aired, what is written about it."""
    broadcasts = [source.broadcast for source in _sources(clip)]
    first = broadcasts[0] if broadcasts else None
    return Content(
        number=stamp.number,
        edition=stamp.ordinal,
        kind=stamp.kind,
        public_note=stamp.public_note,
        published_at=stamp.published_at,
        previous=stamp.previous,
        language=clip.language,
        title=clip.title,
        title_original=clip.title_original,
        title_language=clip.title_language or (clip.spoken[0] if clip.title_original and clip.spoken else ""),
        summary=tuple(part.strip() for part in clip.summary.split("\n\n") if part.strip()),
        intro=clip.intro,
        convention=clip.convention,
        aired_at=first.aired_at if first else None,
        aired_on=first.aired_on if first else None,
        timezone=_timezone(first),
        duration_ms=clip.duration_ms,
        spoken=tuple(clip.spoken),
        sources=tuple(_source(b.channel, b) for b in broadcasts if b.channel is not None),
        programme=first.programme.name if first and first.programme else "",
        place=clip.place.name if clip.place else "",
        topics=tuple((topic.slug, topic.name) for topic in clip.topics.order_by("name")),
    )


def _sources(clip: Clip) -> list[ClipSource]:
    return list(clip.sources.select_related("broadcast__channel", "broadcast__programme"))


def _timezone(broadcast: Broadcast | None) -> str:
    if broadcast is None:
        return ""
    return broadcast.timezone or (broadcast.channel.timezone if broadcast.channel else "")


def _source(channel: Channel, broadcast: Broadcast) -> Source:
    return Source(
        name=_name_then(channel, broadcast),
        name_original=channel.name_original,
        country=channel.country,
        place_name=channel.place_name,
        outlet_type=channel.outlet_type,
        slug=channel.slug,
    )


def _name_then(channel: Channel, broadcast: Broadcast) -> str:
    """What the channel was called on the day it aired."""
    if broadcast.aired_on is None:
        return channel.name
    former = channel.former_names.filter(until__gt=broadcast.aired_on).order_by("until").first()
    return former.name if former else channel.name


def _voices(cues: list[Cue]) -> tuple[Voice, ...]:
    found: dict[tuple[str, str], Voice] = {}
    for cue in cues:
        if cue.speaker is None or (cue.speaker.name, cue.role) in found:
            continue
        speaker = cue.speaker
        found[speaker.name, cue.role] = Voice(
            f"v{len(found) + 1}", speaker.name, speaker.name_original, cue.role, speaker.slug
        )
    return tuple(found.values())


def _line(cue: Cue, keys: dict[tuple[str, str], str]) -> Line:
    return Line(
        label=cue.label,
        kind=cue.kind,
        voice=keys[cue.speaker.name, cue.role] if cue.speaker else "",
        language=cue.language,
        text=cue.text,
        in_ms=cue.in_ms,
        out_ms=cue.out_ms,
        origin=cue.origin,
        person=cue.written_by if cue.origin == Origin.PERSON else "",
        opens_paragraph=cue.opens_paragraph,
    )


def _track(translation: Translation) -> TranslationTrack:
    renderings = tuple(
        Rendering(
            label=cue.label,
            of=tuple(original.label for original in sorted(cue.of.all(), key=lambda one: one.position)),
            text=cue.text,
            origin=cue.origin,
            translator=cue.translator if cue.origin == Origin.PERSON else "",
            note=cue.note,
        )
        for cue in translation.cues.all()
    )
    return TranslationTrack(translation.language, renderings, translation.engine.get("name", ""))


def _cut(clip: Clip) -> Cut | None:
    facts = clip.cut_facts
    if not facts or clip.in_ms is None or clip.out_ms is None:
        return None
    return Cut(clip.in_ms, clip.out_ms, facts["first_frame"], facts["last_frame"], facts["frames"])


def _engines(transcript: Transcript | None, translations: list[Translation]) -> tuple[Engine, ...]:
    made: list[tuple[str, str, dict[str, str]]] = []
    if transcript is not None:
        made.append(("transcription", transcript.language, transcript.engine))
    made += [("translation", translation.language, translation.engine) for translation in translations]
    return tuple(
        Engine(task, engine["name"], engine["version"], engine.get("model", ""), language)
        for task, language, engine in made
        if engine
    )


def _unique(handles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(handle for handle in handles if handle))
