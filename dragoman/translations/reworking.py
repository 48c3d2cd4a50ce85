"""Putting right what was split, joined or taken out: always as a new change, under new labels."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from dragoman.clips.models import Clip
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json
from dragoman.lib.record.cue_tracks import NotDone
from dragoman.translations.dividing import joined_words
from dragoman.translations.models import Reworking
from dragoman.translations.sentences import merge_in
from dragoman.translations.terms import Rework
from dragoman.translations.tracks import (
    ClipTracks,
    Rendering,
    Words,
    keep_tracks,
    rendering_from,
    tracks_of,
    words_from,
)


@transaction.atomic
def undo_reworking(*, reworking: Reworking, actor: Actor) -> tuple[str, ...]:
    """Bring the words back as they stood before. Returns the labels they carry now: new ones, never the old.

    What someone changed since is not overwritten: then it says what to do by hand.
    """
    reworking = Reworking.objects.select_for_update().get(pk=reworking.pk)
    if reworking.undone_at is not None:
        raise NotDone("This was put right already.")
    clip = reworking.clip
    tracks = tracks_of(clip)
    labels = _ACTS[Rework(reworking.act)](tracks, reworking, actor)
    keep_tracks(clip, tracks)
    reworking.undone_at = timezone.now()
    reworking.save(update_fields=["undone_at"])
    detail: dict[str, Json] = {
        "undone": str(reworking.act),
        "cues": list(reworking.labels),
        "into": list(labels),
    }
    record(actor=actor, act="cues.restored", subject=f"clip:{clip.pk}", detail=detail)
    return labels


def latest_reworking(clip: Clip) -> Reworking | None:
    """The last split, join or removal that can still be put right."""
    return Reworking.objects.filter(clip=clip, undone_at=None).first()


def _join_again(tracks: ClipTracks, reworking: Reworking, actor: Actor) -> tuple[str, ...]:
    _insist_all_there(tracks, reworking)
    bodies = [tracks.original(label).body for label in reworking.labels]
    body, before = joined_words(bodies, actor.handle), _words_before(reworking)[0]
    if _same_words(body.text, before.text):
        body = before
    merged = merge_in(tracks, reworking.labels, body, actor)
    for language, standing in _renderings_before(reworking, one_to_one=True).items():
        for one in tracks.renderings.get(language, ()):
            if one.label == merged and _same_words(one.body.text, standing[0].text):
                one.body = standing[0]
    return (merged,)


def _split_again(tracks: ClipTracks, reworking: Reworking, actor: Actor) -> tuple[str, ...]:
    _insist_all_there(tracks, reworking)
    merged, bodies = reworking.labels[0], _words_before(reworking)
    now = tracks.original(merged).body
    if not _same_words(now.text, "".join(body.text for body in bodies)):
        raise NotDone(f"The words of s{merged} were changed since: split it by hand.")
    divided = {
        language: before
        for language, before in _renderings_before(reworking, one_to_one=True).items()
        if len(before) == len(bodies) and _is_unchanged(tracks, language, merged, before)
    }
    return tracks.split(merged, bodies, divided)


def _put_back(tracks: ClipTracks, reworking: Reworking, actor: Actor) -> tuple[str, ...]:
    standing = {one.label for one in tracks.originals}
    after = reworking.before["after"]
    behind = after if not after or after in standing else None
    labels = []
    for body in _words_before(reworking):
        behind = tracks.insert(body, after=behind)
        labels.append(behind)
    for language, before in _renderings_before(reworking, one_to_one=False).items():
        if language in tracks.renderings and len(before) == 1:
            tracks.render(language, labels[0], before[0])
    return tuple(labels)


_ACTS = {Rework.SPLIT: _join_again, Rework.MERGED: _split_again, Rework.REMOVED: _put_back}


def _insist_all_there(tracks: ClipTracks, reworking: Reworking) -> None:
    standing = {one.label for one in tracks.originals}
    gone = [label for label in reworking.labels if label not in standing]
    if gone:
        raise NotDone(f"s{gone[0]} was split, joined or taken out since: put that right first.")


def _words_before(reworking: Reworking) -> list[Words]:
    return [words_from(one["body"]) for one in reworking.before["cues"]]


def _renderings_before(reworking: Reworking, *, one_to_one: bool) -> dict[str, list[Rendering]]:
    """By language, what rendered these sentences alone."""
    labels = {one["label"] for one in reworking.before["cues"]}
    found: dict[str, list[Rendering]] = {}
    for language, track in reworking.before["renderings"].items():
        found[language] = [rendering_from(one["body"]) for one in track if _fits(one, labels, one_to_one)]
    return {language: bodies for language, bodies in found.items() if bodies}


def _fits(one: dict[str, Any], labels: set[str], one_to_one: bool) -> bool:  # Any: as JSON gives it back
    return one["of"] == [one["label"]] if one_to_one else labels.issuperset(one["of"])


def _is_unchanged(tracks: ClipTracks, language: str, label: str, before: list[Rendering]) -> bool:
    text = "".join(body.text for body in before)
    return any(
        one.label == label and one.of == (label,) and _same_words(one.body.text, text)
        for one in tracks.renderings.get(language, ())
    )


def _same_words(one: str, other: str) -> bool:
    """Equal but for white space, which splitting and joining take away and put in."""
    return "".join(one.split()) == "".join(other.split())


@transaction.atomic
def forget_reworkings(*, clip: Clip) -> None:
    """Delete the earlier words kept for taking changes back, where they must not be kept."""
    Reworking.objects.filter(clip=clip).delete()
