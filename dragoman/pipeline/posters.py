"""An editor chooses a clip's picture: made, shown where the clip is published, and signed again."""

from __future__ import annotations

from django.db import transaction

from dragoman.clips.models import Clip
from dragoman.clips.services import choose_poster
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.ledger.terms import Actor
from dragoman.pipeline.signing_media import queue_signing
from dragoman.publications.models import Publication
from dragoman.publications.posters import show_poster


def choose_picture(*, clip: Clip, at_ms: int | None, actor: Actor) -> Clip:
    """Take the picture of a moment, or let the engine find one. Raises ``BeyondTheRecording``."""
    publication = Publication.objects.get(clip=clip)
    with transaction.atomic():
        chosen = choose_poster(clip=clip, at_ms=at_ms, actor=actor)
        if show_poster(publication=publication, actor=actor) is not None:
            queue_signing(publication)
    return chosen


def queue_stills(clip: Clip) -> None:
    """Make the stills to choose from, for a clip that was cut before there were any."""
    queue_job(
        kind="clips.illustrate", args={"clip": clip.pk}, conditions=Conditions(slot=f"illustrated:{clip.pk}")
    )
