from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs import worker as workers
from dragoman.jobs.models import Job
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.selectors import ChainProgress
from dragoman.jobs.services import queue_chain, queue_job, refuse_job
from dragoman.jobs.terms import Conditions, JobState, Step, UnknownJobKind
from dragoman.jobs.worker import Worker, WorkerOptions, run_chain
from tests.jobs.conftest import fall_silent, running

pytestmark = pytest.mark.django_db
INLINE = WorkerOptions(name="w", pulse=Pulse)


def worker(options: WorkerOptions = INLINE) -> Worker:
    return Worker(ScriptedQueue(), options)


def states() -> list[str]:
    return list(Job.objects.order_by("created_at", "position").values_list("state", flat=True))


def test_it_works_until_nothing_is_due() -> None:
    queue_chain(steps=[Step("sample.nothing")] * 3)
    queue_job(kind="sample.refuse")
    queue_job(kind="sample.nothing", conditions=Conditions(run_after=timezone.now() + timedelta(hours=1)))

    assert worker().run_until_idle() == 4
    assert states() == [*[JobState.SUCCEEDED] * 3, JobState.FAILED, JobState.WAITING]


def test_it_works_one_chain_only() -> None:
    chain = queue_job(kind="sample.nothing").chain
    queue_job(kind="sample.nothing")

    assert worker().run_until_idle(chain=chain) == 1


def test_it_leaves_what_it_does_not_know() -> None:
    job = queue_job(kind="sample.nothing")
    Job.objects.filter(pk=job.pk).update(kind="sample.of_the_next_release")

    assert worker().run_until_idle() == 0
    assert states() == [JobState.WAITING]


def test_it_may_be_told_what_to_take() -> None:
    queue_job(kind="sample.nothing")
    queue_job(kind="sample.refuse")

    assert worker(WorkerOptions(pulse=Pulse, kinds=["sample.refuse"])).run_until_idle() == 1
    assert states() == [JobState.WAITING, JobState.FAILED]


@pytest.mark.parametrize(
    "hint", [None, "no id at all", str(uuid.uuid4())], ids=["none", "nonsense", "unknown id"]
)
def test_a_turn_finds_work_whatever_the_hint(hint: str | None) -> None:
    queue_job(kind="sample.nothing")

    assert [worker()._turn(hint) for _ in range(2)] == [True, False]


def test_a_hint_comes_first() -> None:
    queue_job(kind="sample.nothing")
    hinted = queue_job(kind="sample.nothing")

    worker()._turn(str(hinted.pk))

    assert states() == [JobState.WAITING, JobState.SUCCEEDED]


def test_a_turn_reaps_the_silent_first() -> None:
    job = queue_job(kind="sample.nothing")
    running(job)
    fall_silent(job)

    assert worker()._turn(None) is True
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.SUCCEEDED, 2)


def test_a_database_that_is_away_ends_a_turn_not_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> None:
        raise OperationalError("no database")

    monkeypatch.setattr(workers, "claim_job", away)
    monkeypatch.setattr(workers, "SWEEP_S", 0.0)

    assert worker()._turn(None) is False


def test_a_broker_that_is_away_is_no_hint() -> None:
    queue = ScriptedQueue()
    queue.broken = True

    assert Worker(queue, INLINE)._hint(0.0) is None


def test_the_foreground_tells_of_every_step() -> None:
    chain = queue_chain(steps=[Step("sample.nothing")] * 2)[0].chain
    told: list[ChainProgress] = []

    ended = run_chain(chain=chain, queue=ScriptedQueue(), on_progress=told.append, options=INLINE)

    assert (ended.state, ended.permille, ended.is_settled) == (JobState.SUCCEEDED, 1000, True)
    assert [(progress.state, progress.permille) for progress in told] == [
        (JobState.WAITING, 0),
        (JobState.RUNNING, 500),
        (JobState.SUCCEEDED, 1000),
    ]


def test_the_foreground_passes_on_what_a_step_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from dragoman.jobs import registry

    handling = registry.handling_of("sample.nothing")
    reporting = replace(handling, handler=lambda job: job.progress(400, "cutting"))
    monkeypatch.setitem(registry._handlings, "sample.nothing", reporting)
    chain = queue_chain(steps=[Step("sample.nothing")] * 2)[0].chain
    told: list[tuple[int, str]] = []

    def tell(progress: ChainProgress) -> None:
        told.append((progress.permille, progress.current.note if progress.current else "—"))

    run_chain(chain=chain, queue=ScriptedQueue(), on_progress=tell, options=INLINE)

    assert told == [(0, ""), (200, "cutting"), (500, ""), (700, "cutting"), (1000, "—")]


def test_the_foreground_ends_with_a_failure_in_words() -> None:
    first, _second = queue_chain(steps=[Step("sample.nothing")] * 2)
    refuse_job(lease=running(first), reason="There is no sound.")

    ended = run_chain(chain=first.chain, queue=ScriptedQueue(), options=INLINE)

    assert (ended.state, ended.error) == (JobState.FAILED, "There is no sound.")


def test_a_chain_that_is_none_is_over_at_once() -> None:
    ended = run_chain(chain=uuid.uuid4(), queue=ScriptedQueue(), options=INLINE)

    assert (ended.steps, ended.permille, ended.is_settled) == ((), 0, True)


def test_a_worker_for_unknown_work_does_not_start() -> None:
    with pytest.raises(UnknownJobKind, match=r"sample\.unheard"):
        worker(WorkerOptions(kinds=["sample.unheard"]))
