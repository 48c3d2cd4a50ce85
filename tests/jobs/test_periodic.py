from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.jobs import periodic
from dragoman.jobs.models import Job, Schedule
from dragoman.jobs.periodic import PeriodicWork, every, queue_due_work
from dragoman.jobs.services import finish_job
from tests.jobs import sample
from tests.jobs.conftest import running

SLOT = "sample.nothing"


@pytest.fixture(autouse=True)
def hourly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_table", {})
    every(3600, slot=SLOT)(sample.do_nothing)


def make_due() -> None:
    Schedule.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_new_work_is_queued_at_once_and_then_waits_for_its_hour() -> None:
    before = timezone.now()

    assert (queue_due_work(), queue_due_work()) == (1, 0)

    job, schedule = Job.objects.get(), Schedule.objects.get()
    assert (job.kind, job.slot, job.requested_by) == (SLOT, SLOT, "system")
    assert timedelta(hours=1) <= schedule.due_at - before < timedelta(hours=1, minutes=5)


@pytest.mark.django_db
def test_a_run_that_takes_long_is_not_joined_by_another() -> None:
    queue_due_work()
    lease = running(Job.objects.get())
    make_due()
    queue_due_work()
    assert Job.objects.count() == 1

    finish_job(lease=lease)
    make_due()
    queue_due_work()

    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_of_two_schedulers_one_queues() -> None:
    queue_due_work()
    finish_job(lease=running(Job.objects.get()))
    make_due()
    [work], seen = periodic._table.values(), Schedule.objects.get().due_at

    assert (periodic._queue(work, seen), periodic._queue(work, seen), periodic._queue(work, None)) == (
        True,
        False,
        False,
    )
    assert Job.objects.count() == 2


def test_work_whose_interval_became_shorter_is_due() -> None:
    now = timezone.now()
    work = PeriodicWork(SLOT, timedelta(minutes=1))

    assert [
        work.is_due(due_at, now)
        for due_at in (None, now, now + timedelta(seconds=59), now + timedelta(days=7))
    ] == [True, True, False, True]


def test_an_interval_is_at_least_a_second() -> None:
    with pytest.raises(ValueError, match="at least one second"):
        every(0, slot=SLOT)
