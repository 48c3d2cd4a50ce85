from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.models import Job
from dragoman.jobs.services import (
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    queue_chain,
    queue_job,
    refuse_job,
)
from dragoman.jobs.signals import job_settled
from dragoman.jobs.terms import Conditions, JobState, Step
from tests.jobs.conftest import running

NOTHING = Step("sample.nothing")
NOT_TRIED = "An earlier step failed, so this one was not tried."


@pytest.mark.django_db
def test_a_finished_job_is_whole() -> None:
    job = finish_job(lease=running(queue_job(kind="sample.nothing")))

    job.refresh_from_db()
    assert (job.state, job.progress_permille, job.error, job.lease_token, job.lease_until) == (
        JobState.SUCCEEDED,
        1000,
        "",
        None,
        None,
    )
    assert job.finished_at is not None


@pytest.mark.django_db
def test_a_failed_attempt_is_tried_again_after_a_pause() -> None:
    job = queue_job(kind="sample.nothing")
    before = timezone.now()

    fail_job(lease=running(job), error="The disk is full.", detail="x" * 10_000)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error, len(job.error_detail)) == (
        JobState.WAITING,
        1,
        "The disk is full.",
        8_000,
    )
    assert timedelta(seconds=1) <= job.run_after - before < timedelta(seconds=60)
    assert claim_job(worker="w") is None


@pytest.mark.django_db
def test_the_last_failed_attempt_ends_the_chain() -> None:
    job, *_followers = queue_chain(steps=[Step("sample.fail_once"), NOTHING, NOTHING])
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        fail_job(lease=running(job), error="No.")

    states = Job.objects.order_by("position").values_list("state", "error")
    assert list(states) == [
        (JobState.FAILED, "No."),
        (JobState.CANCELLED, NOT_TRIED),
        (JobState.CANCELLED, NOT_TRIED),
    ]


@pytest.mark.django_db
def test_a_refused_job_fails_at_once_and_spares_other_branches() -> None:
    root = queue_job(kind="sample.nothing")
    left = queue_job(kind="sample.nothing", conditions=Conditions(after=root.pk))
    right = queue_job(kind="sample.nothing", conditions=Conditions(after=root.pk))
    finish_job(lease=running(root))

    refuse_job(lease=running(left), reason="There is no sound.")

    left.refresh_from_db()
    right.refresh_from_db()
    assert (left.state, left.error, left.attempt, right.state) == (
        JobState.FAILED,
        "There is no sound.",
        1,
        JobState.WAITING,
    )


@pytest.mark.django_db
def test_a_job_that_fails_while_being_cancelled_is_cancelled() -> None:
    job = queue_job(kind="sample.nothing")
    lease = running(job)
    cancel_job(job_id=job.pk)

    assert fail_job(lease=lease, error="stopped").state == JobState.CANCELLED


@pytest.mark.django_db
def test_a_job_that_ends_before_it_hears_of_a_cancel_has_succeeded() -> None:
    job, _follower = queue_chain(steps=[NOTHING, NOTHING])
    lease = running(job)
    cancel_job(job_id=job.pk)

    finish_job(lease=lease)

    states = Job.objects.order_by("position").values_list("state", flat=True)
    assert list(states) == [JobState.SUCCEEDED, JobState.CANCELLED]


@pytest.mark.django_db(transaction=True)
def test_every_ending_is_announced_once(broker: ScriptedQueue) -> None:
    heard: list[tuple[int, str]] = []

    def hear(job: Job, **_: Any) -> None:
        heard.append((job.position, job.state))

    def stumble(**_: Any) -> None:
        raise RuntimeError("a receiver's own trouble")

    job_settled.connect(stumble)
    job_settled.connect(hear)
    try:
        first, second, _third = queue_chain(steps=[NOTHING] * 3)
        finish_job(lease=running(first))
        refuse_job(lease=running(second), reason="no")
    finally:
        job_settled.disconnect(hear)
        job_settled.disconnect(stumble)

    assert heard == [(0, "succeeded"), (1, "failed"), (2, "cancelled")]
