from __future__ import annotations

from dragoman.jobs.stopping import StopRequest


def test_a_stop_is_asked_once_and_overdue_after_its_grace() -> None:
    patient, prompt = StopRequest(grace_s=600), StopRequest(grace_s=0)
    assert [patient.is_asked(), prompt.is_asked(), prompt.is_overdue()] == [False, False, False]

    for stop in (patient, prompt, prompt):
        stop.ask()
        stop.wait(600)

    assert [patient.is_asked(), patient.is_overdue(), prompt.is_asked()] == [True, False, True]
