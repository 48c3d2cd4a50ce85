from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.models import Job
from dragoman.jobs.periodic import queue_due_work
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.services import finish_job, queue_job
from dragoman.jobs.worker import Worker, WorkerOptions
from tests.jobs.conftest import running


@pytest.mark.django_db
def test_old_jobs_are_forgotten_by_themselves() -> None:
    old = finish_job(lease=running(queue_job(kind="sample.nothing")))
    Job.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=99))
    queue_due_work()

    Worker(ScriptedQueue(), WorkerOptions(pulse=Pulse, kinds=["jobs.forget_settled"])).run_until_idle()

    assert not Job.objects.filter(pk=old.pk).exists()
