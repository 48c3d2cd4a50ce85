from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.models import Job
from dragoman.jobs.services import cancel_job, finish_job, queue_chain, queue_job, refuse_job
from dragoman.jobs.terms import (
    BadJobArgs,
    Conditions,
    JobCannotFollow,
    JobState,
    Step,
    UnknownJobKind,
)
from tests.jobs.conftest import heard, running

NOTHING = Step("sample.nothing")


@pytest.mark.django_db
def test_a_queued_job_waits_with_what_it_was_given() -> None:
    job = queue_job(kind="sample.fail_once", args={"clip": "c-1", "tries": 3}, requested_by="p-1234567")

    job.refresh_from_db()
    assert (job.kind, job.args, job.state, job.attempt, job.max_attempts, job.requested_by) == (
        "sample.fail_once",
        {"clip": "c-1", "tries": 3},
        JobState.WAITING,
        0,
        2,
        "p-1234567",
    )


@pytest.mark.django_db
def test_unknown_work_and_heavy_arguments_are_refused() -> None:
    with pytest.raises(UnknownJobKind, match=r"sample\.unheard"):
        queue_job(kind="sample.unheard")
    with pytest.raises(BadJobArgs, match="“words” is list"):
        queue_job(kind="sample.nothing", args={"words": ["a"]})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="at least one step"):
        queue_chain(steps=[])
    with pytest.raises(ValueError, match="200 characters"):
        queue_job(kind="sample.nothing", conditions=Conditions(slot="s" * 201))
    assert Job.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_is_delivered_once_it_is_committed(broker: ScriptedQueue) -> None:
    with transaction.atomic():
        job = queue_job(kind="sample.nothing")
        before = heard(broker)

    assert (before, heard(broker)) == ([], [str(job.pk)])


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_failed_transaction_is_never_heard_of(broker: ScriptedQueue) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue_job(kind="sample.nothing")
        raise ZeroDivisionError

    assert (heard(broker), Job.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_what_must_wait_is_not_delivered_yet(broker: ScriptedQueue) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    later = queue_job(kind="sample.nothing", conditions=Conditions(run_after=tomorrow))
    first, second = queue_chain(steps=[NOTHING, NOTHING])
    assert (later.run_after, heard(broker)) == (tomorrow, [str(first.pk)])

    finish_job(lease=running(first))

    assert heard(broker) == [str(second.pk)]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_stops_nobody(broker: ScriptedQueue) -> None:
    broker.broken = True

    job = queue_job(kind="sample.nothing")

    assert Job.objects.get().pk == job.pk


@pytest.mark.django_db
def test_an_open_slot_gives_back_its_holder() -> None:
    slot = Conditions(slot="clip:1")
    first = queue_job(kind="sample.nothing", conditions=slot)
    second = queue_job(kind="sample.nothing", conditions=slot)
    lease = running(first)
    while_running = queue_job(kind="sample.nothing", conditions=slot)
    finish_job(lease=lease)
    after = queue_job(kind="sample.nothing", conditions=slot)

    assert [second.pk == first.pk, while_running.pk == first.pk, after.pk == first.pk] == [True, True, False]


@pytest.mark.django_db
def test_a_chain_holds_its_slot_to_the_end() -> None:
    slot = Conditions(slot="clip:1")
    chain = queue_chain(steps=[NOTHING, NOTHING], conditions=slot)
    finish_job(lease=running(chain[0]))

    again = queue_chain(steps=[NOTHING, NOTHING], conditions=slot)
    assert [job.pk for job in again] == [job.pk for job in chain]

    finish_job(lease=running(chain[1]))
    assert queue_chain(steps=[NOTHING], conditions=slot)[0].chain != chain[0].chain


@pytest.mark.django_db
def test_a_chain_is_in_order_and_of_one_group() -> None:
    group = uuid.uuid4()
    jobs = queue_chain(steps=[NOTHING] * 3, conditions=Conditions(chain=group))

    assert [(job.chain, job.position, job.after_id) for job in jobs] == [
        (group, 0, None),
        (group, 1, jobs[0].pk),
        (group, 2, jobs[1].pk),
    ]


@pytest.mark.django_db
def test_a_later_job_joins_the_chain_it_follows() -> None:
    first = queue_job(kind="sample.nothing")
    second = queue_job(kind="sample.nothing", conditions=Conditions(after=first.pk))

    assert (second.chain, second.position, second.after_id) == (first.chain, 1, first.pk)


@pytest.mark.django_db
def test_nothing_follows_what_has_failed_or_is_being_cancelled() -> None:
    refused = queue_job(kind="sample.nothing")
    refuse_job(lease=running(refused), reason="no")
    stopping = queue_job(kind="sample.nothing")
    running(stopping)
    cancel_job(job_id=stopping.pk)

    for before in (refused, stopping):
        with pytest.raises(JobCannotFollow):
            queue_job(kind="sample.nothing", conditions=Conditions(after=before.pk))
