"""The end of an attempt: done, tried again later, or over."""

from __future__ import annotations

from functools import partial

import structlog
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.jobs.clock import database_now
from dragoman.jobs.delivery import deliver_on_commit
from dragoman.jobs.models import Job
from dragoman.jobs.signals import job_settled
from dragoman.jobs.terms import JobState, Lease, LeaseLost, backoff

log = structlog.get_logger(__name__)
DETAIL_LENGTH = 8_000


@transaction.atomic
def finish_job(*, lease: Lease) -> Job:
    """The work is done: what waited for it may start."""
    job = settle(held_job(lease), JobState.SUCCEEDED)
    followers = job.followers.filter(state=JobState.WAITING, run_after__lte=database_now())
    deliver_on_commit(followers.values_list("pk", flat=True))
    return job


@transaction.atomic
def fail_job(*, lease: Lease, error: str, detail: str = "") -> Job:
    """The attempt failed. Tried again after a pause, unless it was the last one or a cancel was asked for.

    Attempts that ended with the death of a worker are counted by themselves.
    """
    job = held_job(lease)
    job.error_detail = detail[-DETAIL_LENGTH:]
    if job.cancel_requested_at is not None:
        return settle(job, JobState.CANCELLED)
    failures = job.attempt - job.losses
    if failures >= job.max_attempts:
        return settle(job, JobState.FAILED, error)
    job.state = JobState.WAITING
    job.error = error
    job.lease_token = job.lease_until = None
    job.worker = ""
    job.run_after = database_now() + backoff(failures)
    job.save()
    return job


@transaction.atomic
def refuse_job(*, lease: Lease, reason: str, detail: str = "") -> Job:
    """The job can't succeed, so it is not tried again. ``reason`` is for people."""
    job = held_job(lease)
    job.error_detail = detail[-DETAIL_LENGTH:]
    return settle(job, JobState.FAILED, reason)


def held_job(lease: Lease) -> Job:
    """The job, its row locked, if ``lease`` still holds it. Raises ``LeaseLost``."""
    job = (
        Job.objects.select_for_update()
        .filter(pk=lease.job_id, lease_token=lease.token, state=JobState.RUNNING)
        .first()
    )
    if job is None:
        raise LeaseLost(f"The job {lease.job_id} is no longer this worker's.")
    return job


def settle(job: Job, state: JobState, error: str = "") -> Job:
    """Put a locked job into its last state; unless it succeeded, what waited for it is cancelled."""
    job.state = state
    job.error = error
    job.lease_token = job.lease_until = None
    job.finished_at = database_now()
    if state == JobState.SUCCEEDED:
        job.progress_permille = 1000
        job.error_detail = ""
    job.save()
    announce_settled(job)
    if state != JobState.SUCCEEDED:
        _cancel_followers(job)
    return job


def announce_settled(job: Job) -> None:
    transaction.on_commit(partial(_send_settled, job))


def _send_settled(job: Job) -> None:
    for receiver, outcome in job_settled.send_robust(sender=Job, job=job):
        if isinstance(outcome, Exception):
            log.error(
                "receiver of job_settled failed", job=str(job.pk), receiver=str(receiver), exc_info=outcome
            )


def _cancel_followers(job: Job) -> None:
    """Everything that waits for ``job``, directly or through others, in the order it would have run."""
    reason = _("An earlier step failed, so this one was not tried.") if job.state == JobState.FAILED else ""
    before = [job.pk]
    while before:
        followers = list(
            Job.objects.select_for_update()
            .filter(after__in=before, state=JobState.WAITING)
            .order_by("position")
        )
        for follower in followers:
            follower.state = JobState.CANCELLED
            follower.error = reason
            follower.finished_at = job.finished_at
            follower.save(update_fields=["state", "error", "finished_at"])
            announce_settled(follower)
        before = [follower.pk for follower in followers]
