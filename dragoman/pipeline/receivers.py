"""What follows from what happened: a later stage hears an earlier one, and work is queued."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.publications.models import Publication
from dragoman.publications.signals import clip_published


def captioning_slot(publication: Publication) -> str:
    return f"captioned:{publication.pk}"


@receiver(clip_published)
def make_captioned_copy(*, publication: Publication, **_: Any) -> None:  # Any: the signal's own
    if publication.clip.recording_id is None:
        return
    queue_job(
        kind="publications.caption",
        args={"publication": publication.pk},
        conditions=Conditions(slot=captioning_slot(publication)),
    )
