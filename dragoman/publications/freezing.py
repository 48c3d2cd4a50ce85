"""From the working copy to an edition's content: everything a reader will see, gathered once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dragoman.accounts.credits import commit_names
from dragoman.catalogue.models import Channel
from dragoman.clips.models import Clip, ClipSource, Passage
from dragoman.clips.selectors import gaps_of
from dragoman.publications.canonical import hull
from dragoman.publications.content import Content, Credit, Cut, Engine, Fate, Gap, Overridden, Source
from dragoman.publications.frozen_words import context_lines, lines_of, track_of, voices_of
from dragoman.recordings.models import Broadcast
from dragoman.reviews.gate import Gate, gate_of
from dragoman.reviews.selectors import warnings_of
from dragoman.transcripts.models import Transcript
from dragoman.transcripts.selectors import cues_of, fates_of, transcript_of
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
    """The clip as it stands now, as an edition says it. Who is named for the first time gets a commitment."""
    cues = list(cues_of(clip))
    transcript, translations = transcript_of(clip), list(translations_of(clip))
    gate = gate_of(clip)
    reviewers = gate.reviewers
    voices = voices_of(cues)
    lines = lines_of(cues, voices, reviewers)
    tracks = tuple(track_of(translation, reviewers) for translation in translations)
    cuts = _cuts(clip)
    return credited(
        replace(
            _described(clip, stamp),
            voices=voices,
            lines=lines,
            translations=tracks,
            **_captured(clip),
            cut=hull(cuts),
            passages=cuts if len(cuts) > 1 else (),
            gaps=tuple(Gap(at_ms, length_ms) for at_ms, length_ms in gaps_of(clip)),
            context=context_lines(clip),
            engines=_engines(transcript, translations),
            reviewers=_unique(handle for handles in reviewers.values() for handle in handles),
            warnings=_unsettled(clip, gate),
            eyes=gate.eyes,
            overrides=tuple(
                Overridden(one.rule, one.label, one.language, one.reason, one.person)
                for one in gate.overrides
            ),
            lineage=tuple(Fate(*fate) for fate in fates_of(clip)),
        ),
        clip.summary_by if clip.summary else "",
    )


def _unsettled(clip: Clip, gate: Gate) -> tuple[str, ...]:
    """What a machine found and nobody decided about."""
    settled = {one.words for one in gate.let_pass}
    return tuple(dict.fromkeys(one for one in [*clip.warnings, *warnings_of(clip)] if one not in settled))


def credited(content: Content, summary_by: str = "") -> Content:
    """The same with everyone who had a hand in the words, in the order in which they are met."""
    roles = {
        "transcriber": _unique(line.person for line in content.lines),
        "translator": _unique(one.translator for track in content.translations for one in track.renderings),
        "author": (summary_by,) if summary_by else (),
        "reviewer": content.reviewers,
        "editor": _unique(one.person for one in content.overrides),
    }
    handles = _unique(handle for handles in roles.values() for handle in handles)
    names = commit_names(handles=handles)
    return replace(
        content,
        transcribers=roles["transcriber"],
        translators=roles["translator"],
        people=tuple(
            Credit(
                handle,
                tuple(role for role, handles in roles.items() if handle in handles),
                names.get(handle, ""),
            )
            for handle in handles
        ),
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
        advisory=clip.advisory,
        rights=clip.rights,
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


def _captured(clip: Clip) -> dict[str, Any]:  # Any: fields of a content
    if clip.recording is None:
        return {}
    return {
        "recording_sha256": clip.recording.sha256,
        "recording_size_bytes": clip.recording.size_bytes,
        "recording_origin": clip.recording.origin,
        "recording_origin_url": clip.recording.origin_url,
        "capture_note": clip.recording.capture_note,
    }


def _cuts(clip: Clip) -> tuple[Cut, ...]:
    """Each stretch of the recording that the clip shows, with its exact frames."""
    passages: list[Passage] | list[Clip] = list(clip.passages.all()) or [clip]
    return tuple(
        Cut(one.in_ms, one.out_ms, *(one.cut_facts[name] for name in ("first_frame", "last_frame", "frames")))
        for one in passages
        if one.cut_facts and one.in_ms is not None and one.out_ms is not None
    )


def _engines(transcript: Transcript | None, translations: list[Translation]) -> tuple[Engine, ...]:
    made: list[tuple[str, str, dict[str, str]]] = []
    if transcript is not None:
        made.append(("transcription", transcript.language, transcript.engine))
    made += [("translation", translation.language, translation.engine) for translation in translations]
    return tuple(
        Engine(
            task,
            engine["name"],
            engine["version"],
            engine.get("model", ""),
            language,
            engine.get("model_sha256", ""),
        )
        for task, language, engine in made
        if engine
    )


def _unique(handles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(handle for handle in handles if handle))
