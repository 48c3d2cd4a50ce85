"""The quote index follows what is published and withdrawn."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.publications.signals import clip_published, publication_withdrawn, visibility_changed
from dragoman.search.quotes.file import current_path
from dragoman.search.quotes.index import follow, has_outgrown, rebuild


@receiver(clip_published)
@receiver(publication_withdrawn)
@receiver(visibility_changed)
def follow_the_archive(**_: Any) -> None:  # Any: the signal's own
    queue_job(kind="search.follow_quotes", args={}, conditions=Conditions(slot="search.quotes"))


@handles("search.follow_quotes")
def follow_quotes(job: JobContext) -> None:
    """Write what is new; build anew where there is no index yet, or it no longer fits."""
    if current_path() is None or has_outgrown():
        rebuild()
    else:
        follow()
