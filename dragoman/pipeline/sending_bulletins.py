"""Bulletins go out by themselves: once a minute whoever is due, whatever waits, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.bulletins.following import settle_notices
from dragoman.bulletins.past import forget_old_deliveries
from dragoman.bulletins.returning import forgive_soft
from dragoman.bulletins.running import run_bulletins
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every


@every(60, slot="bulletins.send")
def send(job: JobContext) -> None:
    """A mail server that is away is no error: what it did not take waits, and the desk sees it."""
    run_bulletins(now=datetime.now(UTC), stop=job.cancelled)


@every(3600, slot="bulletins.follow")
def follow(job: JobContext) -> None:
    now = datetime.now(UTC)
    settle_notices(now=now)
    forgive_soft(now=now)


@every(86_400, slot="bulletins.forget_deliveries")
def forget(job: JobContext) -> None:
    forget_old_deliveries(now=datetime.now(UTC))
