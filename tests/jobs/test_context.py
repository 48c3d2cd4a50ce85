from __future__ import annotations

import uuid

import pytest

from dragoman.jobs.context import JobContext
from dragoman.jobs.terms import BadJobArgs, Interruption, JobArgs, JobInterrupted


class ScriptedHold:
    """A worker's side that notes what it is told."""

    def __init__(self) -> None:
        self.reported: list[tuple[int, str]] = []
        self.answer: Interruption | None = None

    def report(self, permille: int, note: str) -> None:
        self.reported.append((permille, note))

    def interruption(self) -> Interruption | None:
        return self.answer

    def hold_lease(self) -> None:
        self.reported.append((-1, "held"))


def context(hold: ScriptedHold, args: JobArgs | None = None) -> JobContext:
    return JobContext(uuid.uuid4(), uuid.uuid4(), "sample.note", args or {}, 1, "", hold)


def test_arguments_are_what_they_say() -> None:
    job = context(ScriptedHold(), {"clip": "c-1", "width": 640, "burned": True})

    assert (job.text("clip"), job.number("width")) == ("c-1", 640)
    for ask, name in (
        (job.text, "width"),
        (job.text, "missing"),
        (job.number, "clip"),
        (job.number, "burned"),
    ):
        with pytest.raises(BadJobArgs, match=rf"sample\.note needs the \w+ “{name}”"):
            ask(name)


def test_progress_goes_to_the_worker() -> None:
    hold = ScriptedHold()

    context(hold).progress(250)
    context(hold).progress(500, "cutting")
    context(hold).hold_lease()

    assert hold.reported == [(250, ""), (500, "cutting"), (-1, "held")]


@pytest.mark.parametrize("why", list(Interruption))
def test_a_checkpoint_stops_for_any_reason(why: Interruption) -> None:
    hold = ScriptedHold()
    job = context(hold)
    job.checkpoint()
    assert job.cancelled() is False

    hold.answer = why

    assert job.cancelled() is True
    with pytest.raises(JobInterrupted):
        job.checkpoint()
