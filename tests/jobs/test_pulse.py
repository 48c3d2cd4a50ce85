from __future__ import annotations

import pytest
from django.db import OperationalError

from dragoman.jobs import pulse as pulses
from dragoman.jobs.models import Job
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.services import cancel_job, queue_job
from dragoman.jobs.stopping import StopRequest
from dragoman.jobs.terms import Interruption, Lease, Progress
from tests.jobs.conftest import fall_silent, running

pytestmark = pytest.mark.django_db


def eager(lease: Lease) -> Pulse:
    """A pulse that beats at every word."""
    return Pulse(Lease(lease.job_id, lease.token, 0.0))


def test_reports_are_written_and_passed_on() -> None:
    job = queue_job(kind="sample.nothing")
    lease = running(job)
    heard: list[Progress] = []
    pulse = Pulse(Lease(lease.job_id, lease.token, 0.0), listener=heard.append)

    pulse.report(-5, "beginning")
    pulse.report(2_000, "ending")

    job.refresh_from_db()
    assert heard == [Progress(0, "beginning"), Progress(1000, "ending")]
    assert (job.progress_permille, job.progress_note) == (1000, "ending")


def test_reports_between_beats_are_not_written() -> None:
    job = queue_job(kind="sample.nothing")
    pulse = Pulse(running(job))

    pulse.report(500, "half")

    job.refresh_from_db()
    assert job.progress_permille == 0


def test_it_hears_why_to_stop() -> None:
    job = queue_job(kind="sample.nothing")
    pulse = eager(running(job))
    first = pulse.interruption()
    cancel_job(job_id=job.pk)
    second = pulse.interruption()
    Job.objects.filter(pk=job.pk).update(lease_token="0" * 32)

    assert (first, second, pulse.interruption()) == (None, Interruption.CANCELLED, Interruption.LOST)


def test_a_stop_request_is_the_last_of_reasons() -> None:
    job = queue_job(kind="sample.nothing")
    stop = StopRequest(grace_s=0.0)
    lease = running(job)
    pulse = Pulse(Lease(lease.job_id, lease.token, 0.0), stop)
    assert (stop.is_asked(), stop.is_overdue(), pulse.interruption()) == (False, False, None)

    stop.ask()
    stop.ask()

    assert (stop.is_asked(), pulse.interruption()) == (True, Interruption.STOPPING)
    cancel_job(job_id=job.pk)
    assert pulse.interruption() is Interruption.CANCELLED


def test_a_database_that_is_away_costs_the_lease_only_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(**_: object) -> None:
        raise OperationalError("the server closed the connection")

    lease = running(queue_job(kind="sample.nothing"))
    monkeypatch.setattr(pulses, "heartbeat", away)
    patient, late = Pulse(lease), eager(lease)
    patient.report(100, "kept for the next beat")
    patient._beat()

    assert (patient.interruption(), late.interruption()) == (None, Interruption.LOST)
    monkeypatch.undo()
    patient._beat()
    assert Job.objects.get().progress_note == "kept for the next beat"


def test_a_beat_keeps_the_job_from_the_reaper() -> None:
    job = queue_job(kind="sample.nothing")
    pulse = Pulse(running(job))
    fall_silent(job)

    pulse._beat()

    job.refresh_from_db()
    assert job.lease_until is not None
    assert job.heartbeat_at is not None
    assert job.lease_until > job.heartbeat_at
