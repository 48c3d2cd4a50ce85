from __future__ import annotations

import pytest
from django.db import OperationalError

from dragoman.jobs import scheduler
from dragoman.jobs.models import Job
from dragoman.jobs.scheduler import Scheduler
from dragoman.jobs.services import queue_job
from tests.jobs.conftest import fall_silent, running

pytestmark = pytest.mark.django_db


def test_a_tick_reaps_and_queues() -> None:
    job = queue_job(kind="sample.nothing")
    running(job)
    fall_silent(job)

    Scheduler().tick()

    assert set(Job.objects.values_list("kind", "state")) >= {
        ("sample.nothing", "waiting"),
        ("jobs.forget_settled", "waiting"),
    }


def test_a_tick_without_a_database_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise OperationalError("no database")

    monkeypatch.setattr(scheduler, "reap_lost_jobs", away)

    Scheduler().tick()

    assert Job.objects.count() == 0
