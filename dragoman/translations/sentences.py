"""What people do to whole sentences: split, join, take out, put in, move and re-time them, and re-align what renders
them. Each act is one transaction and one ledger line, which names labels and times, never words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json
from dragoman.transcripts.models import Cue
from dragoman.transcripts.services import CueText, NoSuchCue, SpeakersOfClip, set_cue, set_times
from dragoman.transcripts.terms import Origin
from dragoman.translations.dividing import SplitAt, divided_rendering, divided_words, joined_words
from dragoman.translations.models import Reworking
from dragoman.translations.terms import Rework
from dragoman.translations.tracks import (
    ClipTracks,
    Rendering,
    Words,
    joined_renderings,
    keep_tracks,
    tracks_of,
    words_of,
)


@transaction.atomic
def split_cue(*, clip: Clip, label: str, at: SplitAt, actor: Actor) -> tuple[str, str]:
    """A sentence becomes two. A rendering stays whole, or is split along where ``at`` says where."""
    tracks = tracks_of(clip)
    before = before_of(tracks, [label])
    divided = {
        language: divided_rendering(tracks.rendering(language, label).body, offset)
        for language, offset in at.renderings.items()
    }
    first, second = tracks.split(label, divided_words(tracks.original(label).body, at), divided)
    keep_tracks(clip, tracks)
    _remember(clip, Rework.SPLIT, before, (first, second), actor)
    _record(clip, actor, "cue.split", {"cue": label, "into": [first, second], "along": sorted(divided)})
    return first, second


@transaction.atomic
def merge_cues(*, clip: Clip, labels: Sequence[str], actor: Actor) -> str:
    """Neighbours by one speaker become one sentence, and so do their renderings where they stood one to one."""
    tracks = tracks_of(clip)
    before = before_of(tracks, labels)
    body = joined_words([tracks.original(label).body for label in labels], actor.handle)
    merged = merge_in(tracks, labels, body, actor)
    keep_tracks(clip, tracks)
    _remember(clip, Rework.MERGED, before, (merged,), actor)
    _record(clip, actor, "cues.merged", {"cues": list(labels), "into": merged})
    return merged


@transaction.atomic
def remove_cue(*, clip: Clip, label: str, reason: str = "", actor: Actor) -> None:
    """Take a sentence out, with what renders nothing else. Its label leads to the reason from then on."""
    tracks = tracks_of(clip)
    before = before_of(tracks, [label])
    tracks.remove(label, reason)
    keep_tracks(clip, tracks)
    _remember(clip, Rework.REMOVED, before, (), actor)
    _record(clip, actor, "cue.removed", {"cue": label, "has_reason": bool(reason)})


@transaction.atomic
def insert_cue(*, clip: Clip, row: CueText, after: str | None = None, actor: Actor) -> str:
    """A sentence that was missing, behind another: first for an empty ``after``, last for none."""
    tracks = tracks_of(clip)
    cue = Cue(origin=Origin.PERSON)
    set_cue(cue, row, SpeakersOfClip(clip), by=actor.handle)
    label = tracks.insert(words_of(cue), after=after)
    keep_tracks(clip, tracks)
    _record(clip, actor, "cue.inserted", {"cue": label, "after": after or ""})
    return label


@transaction.atomic
def retime_cue(*, clip: Clip, label: str, in_ms: int | None, out_ms: int | None, actor: Actor) -> None:
    """Other times, the same sentence and label."""
    cue = _cue(clip, label)
    set_times(cue, CueText(text="", in_ms=in_ms, out_ms=out_ms), clip)
    cue.save(update_fields=["in_ms", "out_ms"])
    _record(clip, actor, "cue.retimed", {"cue": label, "in_ms": in_ms, "out_ms": out_ms})


@transaction.atomic
def move_cue(*, clip: Clip, label: str, after: str, actor: Actor) -> None:
    """Put a sentence behind another, or first."""
    tracks = tracks_of(clip)
    tracks.move(label, after=after)
    keep_tracks(clip, tracks)
    _record(clip, actor, "cue.moved", {"cue": label, "after": after})


@transaction.atomic
def split_rendering(*, clip: Clip, language: str, label: str, offset: int, actor: Actor) -> tuple[str, ...]:
    """Only the rendering becomes two; both render what it rendered."""
    tracks = tracks_of(clip)
    bodies = divided_rendering(tracks.rendering(language, label).body, offset)
    parts = tracks.split_rendering(language, label, bodies)
    keep_tracks(clip, tracks)
    detail: dict[str, Json] = {"language": language, "cue": label, "into": list(parts)}
    _record(clip, actor, "rendering.split", detail)
    return parts


@transaction.atomic
def merge_renderings(*, clip: Clip, language: str, labels: Sequence[str], actor: Actor) -> str:
    """Neighbours of one track become one rendering of all that they rendered."""
    tracks = tracks_of(clip)
    bodies = [tracks.rendering(language, label).body for label in labels]
    merged = tracks.merge_renderings(language, labels, joined_renderings(language, bodies, actor.handle))
    keep_tracks(clip, tracks)
    detail: dict[str, Json] = {"language": language, "cues": list(labels), "into": merged}
    _record(clip, actor, "renderings.merged", detail)
    return merged


@transaction.atomic
def align_rendering(*, clip: Clip, language: str, label: str, of: Sequence[str], actor: Actor) -> str:
    """Say anew which sentences a rendering renders: one or more. Returns the label it carries then."""
    tracks = tracks_of(clip)
    carried = tracks.align(language, label, of)
    keep_tracks(clip, tracks)
    detail: dict[str, Json] = {"language": language, "cue": label, "of": list(of), "now": carried}
    _record(clip, actor, "rendering.aligned", detail)
    return carried


def merge_in(tracks: ClipTracks, labels: Sequence[str], body: Words, actor: Actor) -> str:
    """Join sentences in memory, the renderings of each language as that language joins them."""

    def joined(bodies: list[Rendering]) -> Rendering:
        language = next(
            tag for tag, track in tracks.renderings.items() if any(one.body is bodies[0] for one in track)
        )
        return joined_renderings(language, bodies, actor.handle)

    return tracks.merge(labels, body, joined)


def before_of(tracks: ClipTracks, labels: Sequence[str]) -> dict[str, object]:
    """Sentences and what renders them, as they stand, so that nobody's words are lost."""
    order = [one.label for one in tracks.originals]
    first = order.index(labels[0]) if labels and labels[0] in order else 0
    cues = [{"label": one.label, "body": asdict(one.body)} for one in map(tracks.original, labels)]
    renderings = {
        language: [
            {"label": one.label, "of": list(one.of), "body": asdict(one.body)}
            for one in track
            if set(one.of) & set(labels)
        ]
        for language, track in tracks.renderings.items()
    }
    return {"after": order[first - 1] if first else "", "cues": cues, "renderings": renderings}


def _remember(clip: Clip, act: str, before: dict[str, object], labels: Sequence[str], actor: Actor) -> None:
    Reworking.objects.create(clip=clip, act=act, before=before, labels=list(labels), made_by=actor.handle)


def _record(clip: Clip, actor: Actor, act: str, detail: dict[str, Json]) -> None:
    record(actor=actor, act=act, subject=f"clip:{clip.pk}", detail=detail)


def _cue(clip: Clip, label: str) -> Cue:
    cue = Cue.objects.filter(transcript__clip=clip, label=label).first()
    if cue is None:
        raise NoSuchCue(f"There is no sentence s{label} to change.")
    return cue
