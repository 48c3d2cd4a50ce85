"""What people do to jobs: cancel them, try them again, forget them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from dragoman.jobs.clock import database_now
from dragoman.jobs.delivery import deliver_on_commit
from dragoman.jobs.models import Job
from dragoman.jobs.services.settling import announce_settled
from dragoman.jobs.terms import OPEN_STATES, SETTLED_STATES, JobState, SlotTaken

KEPT_DAYS = 30
# Periodic jobs that went well say nothing after a day.
KEPT_DAYS_PERIODIC = 1


@transaction.atomic
def cancel_job(*, job_id: uuid.UUID) -> list[Job]:
    """Cancel the job's whole chain. What waits is cancelled now, what runs as soon as its worker hears of it.

    Returns the jobs that were open. Cancelling what is settled changes nothing.
    """
    chain = Job.objects.values_list("chain", flat=True).get(pk=job_id)
    now = database_now()
    jobs = list(
        Job.objects.select_for_update().filter(chain=chain, state__in=OPEN_STATES).order_by("position", "pk")
    )
    for job in jobs:
        job.cancel_requested_at = job.cancel_requested_at or now
        if job.state == JobState.WAITING:
            job.state = JobState.CANCELLED
            job.finished_at = now
            announce_settled(job)
        job.save(update_fields=["state", "cancel_requested_at", "finished_at"])
    return jobs


@transaction.atomic
def retry_job(*, job_id: uuid.UUID) -> list[Job]:
    """Queue again everything in the job's chain that failed or was cancelled, with all its attempts.

    The whole chain, because a step can't run before the one it waits for. Returns the jobs queued. Raises
    ``SlotTaken`` when newer work holds the chain's slot.
    """
    chain = Job.objects.values_list("chain", flat=True).get(pk=job_id)
    stopped = (JobState.FAILED, JobState.CANCELLED)
    jobs = list(
        Job.objects.select_for_update().filter(chain=chain, state__in=stopped).order_by("position", "pk")
    )
    now = database_now()
    for job in jobs:
        job.state = JobState.WAITING
        job.attempt = job.losses = 0
        job.run_after = now
        job.cancel_requested_at = job.finished_at = None
        job.error = job.error_detail = job.worker = job.progress_note = ""
        job.progress_permille = 0
        try:
            with transaction.atomic():
                job.save()
        except IntegrityError as error:
            raise SlotTaken(f"Newer work already holds “{job.slot}”.") from error
    deliver_on_commit(job.pk for job in jobs)
    return jobs


def forget_settled_jobs() -> int:
    """Delete the rows of chains that were settled long ago. Returns how many rows went."""
    now = database_now()
    old = Q(finished_at__lt=now - timedelta(days=KEPT_DAYS))
    dull = Q(
        finished_at__lt=now - timedelta(days=KEPT_DAYS_PERIODIC), state=JobState.SUCCEEDED, slot=F("kind")
    )
    open_chains = Job.objects.filter(state__in=OPEN_STATES).values("chain")
    return Job.objects.filter(old | dull, state__in=SETTLED_STATES).exclude(chain__in=open_chains).delete()[0]
