"""This stage's own periodic work."""

from __future__ import annotations

from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.services import forget_settled_jobs


@every(3600, slot="jobs.forget_settled")
def forget_settled(job: JobContext) -> None:
    forget_settled_jobs()
