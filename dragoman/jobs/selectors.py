"""Reads: how far a chain is, and how the whole queue is doing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from dragoman.jobs.clock import database_now
from dragoman.jobs.models import Job
from dragoman.jobs.terms import OPEN_STATES, JobState


@dataclass(frozen=True, slots=True)
class StepProgress:
    job_id: uuid.UUID
    kind: str
    state: JobState
    permille: int
    note: str
    error: str
    attempt: int
    run_after: datetime
    cancel_requested: bool


@dataclass(frozen=True, slots=True)
class ChainProgress:
    """A chain at one moment, its steps in order."""

    chain: uuid.UUID
    steps: tuple[StepProgress, ...]

    @property
    def state(self) -> JobState:
        """One word for all: failed or cancelled if any step is, running once any step has started."""
        states = {step.state for step in self.steps}
        for decisive in (JobState.FAILED, JobState.CANCELLED, JobState.RUNNING):
            if decisive in states:
                return decisive
        if states <= {JobState.SUCCEEDED}:
            return JobState.SUCCEEDED
        return JobState.RUNNING if JobState.SUCCEEDED in states else JobState.WAITING

    @property
    def is_settled(self) -> bool:
        return not any(step.state in OPEN_STATES for step in self.steps)

    @property
    def permille(self) -> int:
        """Each step counts the same: how long one takes is not known beforehand."""
        return sum(step.permille for step in self.steps) // len(self.steps) if self.steps else 0

    @property
    def current(self) -> StepProgress | None:
        """The step that runs, or else the first that waits."""
        running = [step for step in self.steps if step.state == JobState.RUNNING]
        waiting = [step for step in self.steps if step.state == JobState.WAITING]
        return next(iter(running + waiting), None)

    @property
    def error(self) -> str:
        """Why it failed, for people; empty otherwise."""
        return next((step.error for step in self.steps if step.state == JobState.FAILED), "")


@dataclass(frozen=True, slots=True)
class QueueHealth:
    waiting: int
    running: int
    failed: int
    oldest_waiting_s: float
    """How long the job that is due longest has been waiting for a worker."""


def chain_progress(chain: uuid.UUID) -> ChainProgress:
    """How far the chain is; without steps if there is none (or it is forgotten)."""
    jobs = Job.objects.filter(chain=chain).order_by("position", "created_at")
    return ChainProgress(chain, tuple(_step(job) for job in jobs))


def queue_health() -> QueueHealth:
    now = database_now()
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    due = Job.objects.filter(state=JobState.WAITING, run_after__lte=now, after__isnull=True)
    oldest = due.aggregate(oldest=Min("run_after"))["oldest"]
    return QueueHealth(
        waiting=counts.get(JobState.WAITING, 0),
        running=counts.get(JobState.RUNNING, 0),
        failed=counts.get(JobState.FAILED, 0),
        oldest_waiting_s=(now - oldest).total_seconds() if oldest else 0.0,
    )


def _step(job: Job) -> StepProgress:
    return StepProgress(
        job_id=job.pk,
        kind=job.kind,
        state=JobState(job.state),
        permille=job.progress_permille,
        note=job.progress_note,
        error=job.error,
        attempt=job.attempt,
        run_after=job.run_after,
        cancel_requested=job.cancel_requested_at is not None,
    )
