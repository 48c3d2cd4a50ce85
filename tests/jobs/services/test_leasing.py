from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from dragoman.jobs.execution import lease_of
from dragoman.jobs.models import Job
from dragoman.jobs.services import (
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    heartbeat,
    hold_lease,
    queue_chain,
    queue_job,
    reap_jobs_of,
    reap_lost_jobs,
    release_job,
)
from dragoman.jobs.services.leasing import Wanted
from dragoman.jobs.terms import Conditions, Interruption, JobState, Lease, LeaseLost, Progress, Step
from tests.jobs.conftest import fall_silent, running

pytestmark = pytest.mark.django_db


def test_the_job_due_longest_is_claimed_first() -> None:
    now = timezone.now()
    later = queue_job(kind="sample.nothing", conditions=Conditions(run_after=now - timedelta(seconds=5)))
    sooner = queue_job(kind="sample.nothing", conditions=Conditions(run_after=now - timedelta(seconds=9)))
    queue_job(kind="sample.nothing", conditions=Conditions(run_after=now + timedelta(hours=1)))

    claimed = [claim_job(worker="w") for _ in range(3)]

    assert [job.pk if job else None for job in claimed] == [sooner.pk, later.pk, None]


def test_a_claim_takes_the_job_whole() -> None:
    queue_job(kind="sample.nothing")
    before = timezone.now()

    job = claim_job(worker="w", lease_s=60)

    assert job is not None
    assert (job.state, job.attempt, job.worker, job.progress_permille) == (JobState.RUNNING, 1, "w", 0)
    assert job.lease_token is not None
    assert job.lease_until is not None
    assert timedelta(seconds=60) <= job.lease_until - before < timedelta(seconds=120)


def test_a_worker_takes_only_what_it_wants() -> None:
    one = queue_job(kind="sample.nothing")
    other = queue_job(kind="sample.note")

    assert claim_job(worker="w", wanted=Wanted(kinds=["sample.deaf"])) is None
    assert claim_job(worker="w", wanted=Wanted(kinds=[])) is None
    assert claim_job(worker="w", wanted=Wanted(chain=uuid.uuid4())) is None
    assert claim_job(worker="w", wanted=Wanted(job_id=uuid.uuid4())) is None
    assert getattr(claim_job(worker="w", wanted=Wanted(kinds=["sample.note"])), "pk", None) == other.pk
    assert getattr(claim_job(worker="w", wanted=Wanted(job_id=one.pk)), "pk", None) == one.pk


def test_a_step_waits_for_the_one_before() -> None:
    first, second = queue_chain(steps=[Step("sample.nothing")] * 2)

    lease = running(first)
    assert claim_job(worker="w") is None
    finish_job(lease=lease)

    assert getattr(claim_job(worker="w"), "pk", None) == second.pk


def test_a_heartbeat_renews_and_reports() -> None:
    job = queue_job(kind="sample.nothing")
    lease = running(job)
    fall_silent(job)

    assert heartbeat(lease=lease, progress=Progress(1_700, "cutting" * 100)) is None

    job.refresh_from_db()
    assert (job.progress_permille, job.progress_note) == (1000, ("cutting" * 100)[:200])
    assert job.lease_until is not None
    assert job.lease_until > timezone.now()
    assert reap_lost_jobs() == 0


def test_a_heartbeat_hears_of_a_cancel() -> None:
    job = queue_job(kind="sample.nothing")
    lease = running(job)
    cancel_job(job_id=job.pk)

    assert heartbeat(lease=lease) is Interruption.CANCELLED


def test_a_lost_lease_writes_nothing_more() -> None:
    job = queue_job(kind="sample.nothing")
    stale = running(job)
    fall_silent(job)
    assert reap_lost_jobs() == 1
    fresh = running(job)

    assert heartbeat(lease=stale, progress=Progress(900)) is Interruption.LOST
    for command in (finish_job, release_job, hold_lease):
        with pytest.raises(LeaseLost):
            command(lease=stale)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.progress_permille, job.lease_token) == (
        JobState.RUNNING,
        2,
        0,
        fresh.token,
    )
    finish_job(lease=fresh)


def test_a_held_lease_lets_the_result_be_written() -> None:
    lease = running(queue_job(kind="sample.nothing"))

    with transaction.atomic():
        hold_lease(lease=lease)

    assert finish_job(lease=lease).state == JobState.SUCCEEDED


def test_a_released_job_has_lost_no_attempt() -> None:
    job = queue_job(kind="sample.nothing")

    release_job(lease=running(job))

    job.refresh_from_db()
    assert (job.state, job.attempt, job.lease_token, job.worker) == (JobState.WAITING, 0, None, "")


def test_a_released_job_that_was_cancelled_stays_so() -> None:
    job = queue_job(kind="sample.nothing")
    lease = running(job)
    cancel_job(job_id=job.pk)

    assert release_job(lease=lease).state == JobState.CANCELLED


def test_a_silent_workers_job_waits_again_and_says_why() -> None:
    job = queue_job(kind="sample.nothing")
    running(job)
    fall_silent(job)

    assert (reap_lost_jobs(), reap_lost_jobs()) == (1, 0)

    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (
        JobState.WAITING,
        1,
        "The worker died while doing this; it is tried again.",
    )


def test_a_job_that_kills_its_workers_fails_in_the_end() -> None:
    job, follower = queue_chain(steps=[Step("sample.fail_once"), Step("sample.nothing")])
    for _ in range(12):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        running(job)
        fall_silent(job)
        reap_lost_jobs()

    job.refresh_from_db()
    follower.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The worker died 12 times while doing this.")
    assert follower.state == JobState.CANCELLED


def test_deaths_and_errors_are_counted_apart() -> None:
    job = queue_job(kind="sample.fail_once")
    for _ in range(3):
        running(job)
        fall_silent(job)
        reap_lost_jobs()
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())

    first = fail_job(lease=running(job), error="No.").state
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    second = fail_job(lease=running(job), error="No.").state

    job.refresh_from_db()
    assert (first, second, job.attempt, job.losses) == (JobState.WAITING, JobState.FAILED, 5, 3)


def test_a_cancelled_job_of_a_silent_worker_is_not_tried_again() -> None:
    job = queue_job(kind="sample.nothing")
    running(job)
    cancel_job(job_id=job.pk)
    fall_silent(job)

    reap_lost_jobs()

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_namesake_reaps_what_was_left_and_nothing_else() -> None:
    own, others = queue_job(kind="sample.nothing"), queue_job(kind="sample.nothing")
    claim_job(worker="me", wanted=Wanted(job_id=own.pk))
    claim_job(worker="you", wanted=Wanted(job_id=others.pk))

    assert reap_jobs_of(worker="me") == 1

    assert list(Job.objects.filter(state=JobState.RUNNING)) == [others]


def test_no_lease_is_had_on_a_waiting_job() -> None:
    job = queue_job(kind="sample.nothing")

    with pytest.raises(LeaseLost, match="nobody holds"):
        lease_of(job, 1.0)
    assert heartbeat(lease=Lease(job.pk, uuid.uuid4(), 1.0)) is Interruption.LOST
