"""Taking a job, keeping it, giving it back, and taking it from the dead."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dragoman.jobs.clock import database_now
from dragoman.jobs.delivery import deliver_on_commit
from dragoman.jobs.models import Job
from dragoman.jobs.services.settling import held_job, settle
from dragoman.jobs.terms import MAX_LOSSES, Interruption, JobState, Lease, Progress, loss_pause

log = structlog.get_logger(__name__)
LEASE_S = 30.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which jobs a worker takes: everything, unless told otherwise."""

    kinds: Collection[str] | None = None
    chain: uuid.UUID | None = None
    job_id: uuid.UUID | None = None


ANYTHING = Wanted()


def claim_job(*, worker: str, wanted: Wanted = ANYTHING, lease_s: float = LEASE_S) -> Job | None:
    """Take the job that has been due longest. Of any number of workers exactly one gets it."""
    # Look first without a transaction: on SQLite an idle worker must not keep taking the write lock.
    if not _due_jobs(wanted, database_now()).exists():
        return None
    with transaction.atomic():
        now = database_now()
        # Workers on PostgreSQL pass over rows that others are just taking; SQLite has one writer at a time.
        job = _due_jobs(wanted, now).select_for_update(skip_locked=True, of=("self",)).first()
        if job is None:
            return None
        changes = {
            "state": JobState.RUNNING,
            "attempt": job.attempt + 1,
            "worker": worker[:200],
            "lease_token": uuid.uuid4(),
            "lease_until": now + timedelta(seconds=lease_s),
            "heartbeat_at": now,
            "started_at": job.started_at or now,
            "progress_permille": 0,
            "progress_note": "",
        }
        # Conditional all the same, so that this stays right on a database without row locks.
        if not Job.objects.filter(pk=job.pk, state=JobState.WAITING, attempt=job.attempt).update(**changes):
            return None
    job.refresh_from_db()
    return job


def _due_jobs(wanted: Wanted, now: datetime) -> QuerySet[Job]:
    due = Job.objects.filter(
        Q(after__isnull=True) | Q(after__state=JobState.SUCCEEDED),
        state=JobState.WAITING,
        run_after__lte=now,
    )
    if wanted.kinds is not None:
        due = due.filter(kind__in=wanted.kinds)
    if wanted.chain is not None:
        due = due.filter(chain=wanted.chain)
    if wanted.job_id is not None:
        due = due.filter(pk=wanted.job_id)
    return due.order_by("run_after", "position")


def heartbeat(*, lease: Lease, progress: Progress | None = None) -> Interruption | None:
    """Renew the lease and write the latest progress; says why the work should stop, if it should."""
    now = database_now()
    changes: dict[str, object] = {
        "heartbeat_at": now,
        "lease_until": now + timedelta(seconds=lease.seconds),
    }
    if progress is not None:
        changes["progress_permille"] = min(max(progress.permille, 0), 1000)
        changes["progress_note"] = progress.note[:200]
    held = Job.objects.filter(pk=lease.job_id, lease_token=lease.token, state=JobState.RUNNING)
    if not held.update(**changes):
        return Interruption.LOST
    if held.filter(cancel_requested_at__isnull=False).exists():
        return Interruption.CANCELLED
    return None


def hold_lease(*, lease: Lease) -> None:
    """Lock the job's row until the surrounding transaction ends, or raise ``LeaseLost``."""
    held_job(lease)


@transaction.atomic
def release_job(*, lease: Lease) -> Job:
    """Give a running job back untried: its worker is being shut down, which is not the job's fault."""
    job = held_job(lease)
    if job.cancel_requested_at is not None:
        return settle(job, JobState.CANCELLED)
    return _put_back(job, attempt=job.attempt - 1)


def reap_lost_jobs() -> int:
    """Give the jobs of workers that fell silent to others. Returns how many."""
    silent = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=database_now())
    return sum(_reap(job_id, token) for job_id, token in silent.values_list("pk", "lease_token"))


def reap_jobs_of(*, worker: str) -> int:
    """The same at once for a worker that is known to be dead: its successor, of the same name, says so."""
    orphans = Job.objects.filter(state=JobState.RUNNING, worker=worker)
    return sum(
        _reap(job_id, token, known_dead=True) for job_id, token in orphans.values_list("pk", "lease_token")
    )


@transaction.atomic
def _reap(job_id: uuid.UUID, token: uuid.UUID | None, *, known_dead: bool = False) -> bool:
    running = Job.objects.select_for_update(skip_locked=True).filter(
        pk=job_id, lease_token=token, state=JobState.RUNNING
    )
    if not known_dead:
        # Its worker may have come back since we looked.
        running = running.filter(lease_until__lt=database_now())
    job = running.first()
    if job is None:
        return False
    log.warning("worker fell silent", job=str(job.pk), kind=job.kind, attempt=job.attempt, worker=job.worker)
    if job.cancel_requested_at is not None:
        settle(job, JobState.CANCELLED)
    elif job.losses + 1 >= MAX_LOSSES:
        message = _("The worker died %(times)d times while doing this.") % {"times": MAX_LOSSES}
        settle(job, JobState.FAILED, message)
    else:
        job.losses += 1
        job.error = _("The worker died while doing this; it is tried again.")
        _put_back(job, attempt=job.attempt, pause=loss_pause(job.losses))
    return True


def _put_back(job: Job, *, attempt: int, pause: timedelta = timedelta()) -> Job:
    job.state = JobState.WAITING
    job.attempt = attempt
    job.lease_token = job.lease_until = None
    job.worker = ""
    job.run_after = database_now() + pause
    job.save()
    deliver_on_commit([job.pk])
    return job
