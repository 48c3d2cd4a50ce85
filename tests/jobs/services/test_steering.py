from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.jobs.models import Job
from dragoman.jobs.services import (
    cancel_job,
    finish_job,
    forget_settled_jobs,
    queue_chain,
    queue_job,
    refuse_job,
    retry_job,
)
from dragoman.jobs.terms import Conditions, JobState, SlotTaken, Step
from tests.jobs.conftest import running

pytestmark = pytest.mark.django_db
NOTHING = Step("sample.nothing")


def states() -> list[str]:
    return list(Job.objects.order_by("position").values_list("state", flat=True))


def test_cancelling_the_waiting_is_immediate_and_the_running_a_request() -> None:
    first, second, third = queue_chain(steps=[NOTHING] * 3)
    finish_job(lease=running(first))
    running(second)

    open_jobs = cancel_job(job_id=third.pk)

    assert [job.pk for job in open_jobs] == [second.pk, third.pk]
    assert states() == [JobState.SUCCEEDED, JobState.RUNNING, JobState.CANCELLED]
    second.refresh_from_db()
    assert second.cancel_requested_at is not None


def test_cancelling_twice_or_too_late_changes_nothing() -> None:
    job = queue_job(kind="sample.nothing")
    cancel_job(job_id=job.pk)
    job.refresh_from_db()
    finished_at = job.finished_at

    assert cancel_job(job_id=job.pk) == []

    job.refresh_from_db()
    assert (job.state, job.finished_at) == (JobState.CANCELLED, finished_at)


def test_a_retried_chain_goes_on_where_it_stopped() -> None:
    first, second, third = queue_chain(steps=[NOTHING] * 3)
    finish_job(lease=running(first))
    refuse_job(lease=running(second), reason="no", detail="trace")

    again = retry_job(job_id=third.pk)

    assert [job.pk for job in again] == [second.pk, third.pk]
    second.refresh_from_db()
    assert (second.state, second.attempt, second.error, second.error_detail, second.finished_at) == (
        JobState.WAITING,
        0,
        "",
        "",
        None,
    )
    finish_job(lease=running(second))
    finish_job(lease=running(third))
    assert states() == [JobState.SUCCEEDED] * 3


def test_a_slot_taken_since_forbids_the_retry() -> None:
    slot = Conditions(slot="clip:1")
    job = queue_job(kind="sample.nothing", conditions=slot)
    refuse_job(lease=running(job), reason="no")
    queue_job(kind="sample.nothing", conditions=slot)

    with pytest.raises(SlotTaken, match="clip:1"):
        retry_job(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED


def test_only_what_was_settled_long_ago_is_forgotten() -> None:
    now = timezone.now()

    def settled(kind: str, age: timedelta, slot: str = "") -> Job:
        job = finish_job(lease=running(queue_job(kind=kind, conditions=Conditions(slot=slot))))
        Job.objects.filter(pk=job.pk).update(finished_at=now - age)
        return job

    settled("sample.nothing", timedelta(days=31))
    recent = settled("sample.nothing", timedelta(days=29))
    settled("sample.nothing", timedelta(days=2), slot="sample.nothing")
    waiting = queue_job(kind="sample.nothing")
    open_chain = queue_chain(steps=[NOTHING, NOTHING])
    finish_job(lease=running(open_chain[0]))
    Job.objects.filter(pk=open_chain[0].pk).update(finished_at=now - timedelta(days=99))

    assert forget_settled_jobs() == 2

    kept = {recent.pk, waiting.pk, *(job.pk for job in open_chain)}
    assert set(Job.objects.values_list("pk", flat=True)) == kept
