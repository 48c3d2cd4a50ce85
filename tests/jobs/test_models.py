from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dragoman.jobs.models import Job, Schedule
from dragoman.jobs.terms import JobState

pytestmark = pytest.mark.django_db
NOW = timezone.now()
RUNNING = {"state": JobState.RUNNING, "lease_token": uuid.uuid4(), "lease_until": NOW}


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": JobState.RUNNING},
        {"lease_token": uuid.uuid4(), "lease_until": NOW},
        {"state": JobState.SUCCEEDED},
        {"state": JobState.WAITING, "finished_at": NOW},
        RUNNING | {"finished_at": NOW},
        {"attempt": 6},
        {"progress_permille": 1001},
    ],
)
def test_the_database_refuses_impossible_jobs(impossible: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="sample.nothing", **impossible)
    assert Job.objects.count() == 0


def test_a_slot_is_held_by_one_open_job() -> None:
    Job.objects.create(kind="sample.nothing", slot="s", state=JobState.CANCELLED, finished_at=NOW)
    Job.objects.create(kind="sample.nothing", slot="s", **RUNNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="sample.nothing", slot="s")

    assert Job.objects.filter(slot="s").count() == 2


def test_rows_name_themselves() -> None:
    job = Job(kind="clips.cut", attempt=2)
    schedule = Schedule(slot="jobs.forget_settled", due_at=NOW.replace(2026, 1, 2, 3, 4, 5))

    assert str(job) == f"clips.cut {job.pk} (waiting, 2/5)"
    assert str(schedule) == "jobs.forget_settled at 2026-01-02 03:04:05"
