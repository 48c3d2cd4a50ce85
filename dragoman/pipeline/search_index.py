"""The index of the search follows what is published and withdrawn."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.publications.signals import clip_published, publication_withdrawn, visibility_changed
from dragoman.search.index.keeping import keep_up


@receiver(clip_published)
@receiver(publication_withdrawn)
@receiver(visibility_changed)
def follow_the_archive(**_: Any) -> None:  # Any: the signal's own
    queue_job(kind="search.follow", args={}, conditions=Conditions(slot="search.index"))


@handles("search.follow")
def follow(job: JobContext) -> None:
    """Write what is new, and build anew where there is no index yet."""
    keep_up()
