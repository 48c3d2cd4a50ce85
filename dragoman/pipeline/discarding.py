"""Letting go of a draft and of files that nothing stands on any more."""

from __future__ import annotations

from django.db import transaction

from dragoman.clips.models import Clip, ClipFile
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.pipeline.models import ClipRun
from dragoman.pipeline.services import cancel_clip
from dragoman.publications.errors import IllegalTransition
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.terms import UNPUBLISHED
from dragoman.recordings.models import Broadcast, Recording, Rendition
from dragoman.recordings.vault import vault


def discard_clip(*, clip: Clip, actor: Actor) -> None:
    """Remove a draft with everything made for it, and its recording if no other clip is cut from it.

    A number that was reserved stays reserved. What was ever published can't be discarded, only withdrawn.
    """
    cancel_clip(clip=clip, actor=actor)
    with transaction.atomic():
        files = _forget(clip, actor)
    for sha256 in files:
        _release(sha256)


def _forget(clip: Clip, actor: Actor) -> set[str]:
    publication = Publication.objects.select_for_update().filter(clip=clip).first()
    if publication is not None and publication.state not in UNPUBLISHED:
        raise IllegalTransition("A published clip can't be discarded: withdraw it instead.")
    files = set(clip.files.values_list("sha256", flat=True))
    recording = clip.recording
    ClipRun.objects.filter(clip=clip).delete()
    if publication is not None:
        publication.delete()
    pk = clip.pk
    clip.delete()
    if recording is not None and not Clip.objects.filter(recording=recording).exists():
        files |= {recording.sha256, *recording.renditions.values_list("sha256", flat=True)}
        broadcast = recording.broadcast
        recording.delete()
        _forget_broadcast(broadcast)
    record(actor=actor, act="clip.discarded", subject=f"clip:{pk}")
    return files


def _forget_broadcast(broadcast: Broadcast) -> None:
    used = (
        Recording.objects.filter(broadcast=broadcast).exists()
        or Clip.objects.filter(broadcasts=broadcast).exists()
    )
    if not used:
        broadcast.delete()


def _release(sha256: str) -> None:
    """Remove a file from the vault unless something else is made of the same bytes."""
    holders = (Recording, Rendition, ClipFile, PublishedFile)
    if not any(model.objects.filter(sha256=sha256).exists() for model in holders):
        vault().remove(sha256)
