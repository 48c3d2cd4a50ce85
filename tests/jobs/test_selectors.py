from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.jobs.models import Job
from dragoman.jobs.selectors import QueueHealth, chain_progress, queue_health
from dragoman.jobs.services import cancel_job, finish_job, queue_chain, queue_job, refuse_job
from dragoman.jobs.terms import JobState, Step
from tests.jobs.conftest import running

pytestmark = pytest.mark.django_db


def test_a_chain_is_told_in_order_and_in_one_word() -> None:
    jobs = queue_chain(steps=[Step("sample.nothing")] * 4)
    chain = jobs[0].chain
    words = [chain_progress(chain).state]

    finish_job(lease=running(jobs[0]))
    words.append(chain_progress(chain).state)
    lease = running(jobs[1])
    Job.objects.filter(pk=jobs[1].pk).update(progress_permille=500, progress_note="cutting")
    seen = chain_progress(chain)
    words.append(seen.state)

    assert words == [JobState.WAITING, JobState.RUNNING, JobState.RUNNING]
    assert [step.job_id for step in seen.steps] == [job.pk for job in jobs]
    assert (seen.permille, seen.is_settled, seen.error) == (375, False, "")
    assert seen.current is not None
    assert (seen.current.job_id, seen.current.note) == (jobs[1].pk, "cutting")

    refuse_job(lease=lease, reason="There is no sound.")
    ended = chain_progress(chain)
    assert (ended.state, ended.is_settled, ended.error, ended.current) == (
        JobState.FAILED,
        True,
        "There is no sound.",
        None,
    )


def test_a_cancelled_chain_says_so_while_a_step_still_stops() -> None:
    jobs = queue_chain(steps=[Step("sample.nothing")] * 2)
    running(jobs[0])
    cancel_job(job_id=jobs[0].pk)

    seen = chain_progress(jobs[0].chain)

    assert (seen.state, seen.is_settled, seen.steps[0].cancel_requested) == (JobState.CANCELLED, False, True)


def test_a_chain_is_read_with_one_query(django_assert_num_queries) -> None:
    chain = queue_chain(steps=[Step("sample.nothing")] * 5)[0].chain

    with django_assert_num_queries(1):
        assert chain_progress(chain).permille == 0


def test_the_queue_is_well_or_not() -> None:
    assert queue_health() == QueueHealth(waiting=0, running=0, failed=0, oldest_waiting_s=0.0)
    old = queue_job(kind="sample.nothing")
    Job.objects.filter(pk=old.pk).update(run_after=timezone.now() - timedelta(hours=1))
    running(queue_job(kind="sample.nothing"))
    refuse_job(lease=running(queue_job(kind="sample.nothing")), reason="no")

    health = queue_health()

    assert (health.waiting, health.running, health.failed) == (1, 1, 1)
    assert health.oldest_waiting_s >= 3600
