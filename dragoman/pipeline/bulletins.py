"""What is known of readers is forgotten when its time is over."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.bulletins.keeping import forget_what_is_over
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every


@every(6 * 3600, slot="bulletins.forget")
def forget(job: JobContext) -> None:
    forget_what_is_over(now=datetime.now(UTC))
