from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.jobs import registry
from dragoman.jobs.execution import execute, lease_of
from dragoman.jobs.models import Job
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.registry import Handler
from dragoman.jobs.services import cancel_job, claim_job, queue_job
from dragoman.jobs.stopping import StopRequest
from dragoman.jobs.terms import JobState, LeaseLost
from tests.jobs import sample
from tests.jobs.conftest import fall_silent

pytestmark = pytest.mark.django_db


def attempt(job: Job, stop: StopRequest | None = None) -> Job:
    claimed = claim_job(worker="w")
    assert claimed is not None
    lease = lease_of(claimed, 30.0)
    execute(claimed, Pulse(replace(lease, seconds=0.0), stop))
    job.refresh_from_db()
    return job


@pytest.fixture
def done_by(monkeypatch: pytest.MonkeyPatch):
    """Let another function do ``sample.nothing``."""

    def put(handler: Handler) -> None:
        handling = registry.handling_of("sample.nothing")
        monkeypatch.setitem(registry._handlings, "sample.nothing", replace(handling, handler=handler))

    return put


def test_a_handler_that_returns_has_succeeded() -> None:
    job = attempt(queue_job(kind="sample.nothing"))

    assert (job.state, job.attempt) == (JobState.SUCCEEDED, 1)


def test_an_unexpected_error_is_kept_in_words_and_in_full() -> None:
    job = attempt(queue_job(kind="sample.fail"))

    assert (job.state, job.error) == (
        JobState.WAITING,
        "This step stopped with an unexpected error: RuntimeError: the disk is full",
    )
    assert 'raise RuntimeError("the disk is full")' in job.error_detail


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sample.refuse", "There is no sound in this recording."),
        ("sample.unusable", "This is no video."),
    ],
)
def test_a_refusal_is_final(kind: str, words: str) -> None:
    job = attempt(queue_job(kind=kind))

    assert (job.state, job.attempt, job.error) == (JobState.FAILED, 1, words)


def test_an_error_after_a_cancel_is_the_cancelling(done_by) -> None:
    def stop_when_told(context) -> None:
        cancel_job(job_id=context.job_id)
        assert context.cancelled()
        raise sample.SampleStopped

    done_by(stop_when_told)

    assert attempt(queue_job(kind="sample.nothing")).state == JobState.CANCELLED


def test_an_error_after_a_stop_request_gives_the_job_back(done_by) -> None:
    stop = StopRequest()

    def stop_when_told(context) -> None:
        stop.ask()
        context.checkpoint()

    done_by(stop_when_told)

    job = attempt(queue_job(kind="sample.nothing"), stop)
    assert (job.state, job.attempt, job.error) == (JobState.WAITING, 0, "")


def test_a_refusal_after_a_stop_request_is_still_final() -> None:
    stop = StopRequest()
    stop.ask()

    assert attempt(queue_job(kind="sample.refuse"), stop).state == JobState.FAILED


@pytest.mark.parametrize("notices", [True, False])
def test_what_a_worker_without_its_lease_did_is_not_recorded(done_by, notices: bool) -> None:
    def lose_it(context) -> None:
        Job.objects.filter(pk=context.job_id).update(lease_token="0" * 32)
        if notices:
            context.hold_lease()

    done_by(lose_it)

    job = attempt(queue_job(kind="sample.nothing"))
    assert (job.state, job.lease_token.int if job.lease_token else None) == (JobState.RUNNING, 0)


def test_ctrl_c_gives_the_job_back_and_goes_on(done_by) -> None:
    def interrupted(context) -> None:
        raise KeyboardInterrupt

    done_by(interrupted)
    job = queue_job(kind="sample.nothing")

    with pytest.raises(KeyboardInterrupt):
        attempt(job)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.WAITING, 0)


def test_an_expired_lease_nobody_has_taken_still_counts() -> None:
    job = queue_job(kind="sample.nothing")
    claimed = claim_job(worker="w")
    assert claimed is not None
    fall_silent(job)

    execute(claimed, Pulse(lease_of(claimed, 30.0)))

    job.refresh_from_db()
    assert job.state == JobState.SUCCEEDED


def test_a_job_that_is_not_running_has_no_lease() -> None:
    with pytest.raises(LeaseLost):
        lease_of(queue_job(kind="sample.nothing"), 1.0)
