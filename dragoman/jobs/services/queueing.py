"""Queueing work."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from dragoman.jobs.clock import database_now
from dragoman.jobs.delivery import deliver_on_commit
from dragoman.jobs.models import SLOT_LENGTH, Job
from dragoman.jobs.registry import handling_of
from dragoman.jobs.terms import (
    OPEN_STATES,
    Conditions,
    JobArgs,
    JobCannotFollow,
    JobState,
    SlotTaken,
    Step,
    checked_args,
)

ANY_TIME = Conditions()


def queue_job(
    *, kind: str, args: JobArgs | None = None, conditions: Conditions = ANY_TIME, requested_by: str = ""
) -> Job:
    """Queue one piece of work; a worker hears of it when the transaction commits.

    If an open job holds the slot, that job is returned and nothing is queued.
    """
    return queue_chain(steps=[Step(kind, args or {})], conditions=conditions, requested_by=requested_by)[0]


def queue_chain(
    *, steps: Sequence[Step], conditions: Conditions = ANY_TIME, requested_by: str = ""
) -> list[Job]:
    """Queue jobs that run one after another, each when the one before has succeeded.

    The conditions are those of the first job, but the slot is held by the last, and so until the whole chain
    is settled. If an open chain holds it, the jobs of that chain are returned and nothing is queued.
    """
    if not steps:
        raise ValueError("A chain needs at least one step.")
    if len(conditions.slot) > SLOT_LENGTH:
        raise ValueError(f"A slot has at most {SLOT_LENGTH} characters.")
    while True:
        if conditions.slot and (holders := _chain_holding(conditions.slot)):
            return holders
        try:
            with transaction.atomic():
                return _create_chain(steps, conditions, requested_by)
        except SlotTaken:
            # Another process was quicker: return its chain, or take the slot if that is over already.
            continue


def _chain_holding(slot: str) -> list[Job]:
    holder = Job.objects.filter(slot=slot, state__in=OPEN_STATES).first()
    if holder is None:
        return []
    return list(Job.objects.filter(chain=holder.chain).order_by("position"))


def _create_chain(steps: Sequence[Step], conditions: Conditions, requested_by: str) -> list[Job]:
    before = _predecessor(conditions.after) if conditions.after else None
    chain = conditions.chain or (before.chain if before else uuid.uuid4())
    now = database_now()
    jobs: list[Job] = []
    for number, step in enumerate(steps, start=1):
        job = Job(
            kind=step.kind,
            args=checked_args(step.args),
            slot=conditions.slot if number == len(steps) else "",
            chain=chain,
            position=before.position + 1 if before else 0,
            after=before,
            max_attempts=handling_of(step.kind).max_attempts,
            run_after=(conditions.run_after if number == 1 else None) or now,
            requested_by=requested_by,
            created_at=now,
        )
        _insert(job)
        jobs.append(job)
        before = job
    if _is_due(jobs[0], now):
        deliver_on_commit([jobs[0].pk])
    return jobs


def _insert(job: Job) -> None:
    if not job.slot:
        job.save(force_insert=True)
        return
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError as error:
        if Job.objects.filter(slot=job.slot, state__in=OPEN_STATES).exists():
            raise SlotTaken(job.slot) from error
        raise


def _predecessor(job_id: uuid.UUID) -> Job:
    """The job to wait for, locked so that it can't fail between this look and our insert."""
    before = Job.objects.select_for_update().get(pk=job_id)
    if before.state in (JobState.FAILED, JobState.CANCELLED) or before.cancel_requested_at:
        raise JobCannotFollow(f"The job {before.kind} to wait for is {before.get_state_display()}.")
    return before


def _is_due(job: Job, now: datetime) -> bool:
    return job.run_after <= now and (job.after is None or job.after.state == JobState.SUCCEEDED)
