"""Work for the tests of jobs, done by real workers: what ran is written to files in a folder."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from django.apps import AppConfig

from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles
from dragoman.jobs.terms import JobRefused


class SampleConfig(AppConfig):
    name = "tests.jobs"
    label = "sample"


class SampleStopped(Exception):
    """What an engine raises when its watch says it is cancelled."""


class Unusable(Exception):
    """An engine's word for input that will never do."""


def note(job: JobContext, word: str) -> None:
    """Append one line; short appends to a file are whole, whoever else writes."""
    line = f"{word} {job.args.get('name', job.kind)} {job.attempt}\n"
    descriptor = os.open(Path(job.text("folder")) / "notes", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(descriptor, line.encode())
    os.close(descriptor)


@handles("sample.note")
def take_note(job: JobContext) -> None:
    note(job, "did")


@handles("sample.nothing")
def do_nothing(job: JobContext) -> None:
    """Succeeds."""


@handles("sample.hang_once")
def hang_once(job: JobContext) -> None:
    """Deaf on its first attempt, quick on the next."""
    note(job, "began")
    if job.attempt == 1:
        time.sleep(600)
    note(job, "did")


@handles("sample.hang_four_times")
def hang_four_times(job: JobContext) -> None:
    note(job, "began")
    if job.attempt <= 4:
        time.sleep(600)


@handles("sample.native")
def native(job: JobContext) -> None:
    """Deep in native code, where Python's own signal handlers don't run."""
    note(job, "began")
    hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)


@handles("sample.deaf")
def deaf(job: JobContext) -> None:
    note(job, "began")
    time.sleep(600)


@handles("sample.attentive")
def attentive(job: JobContext) -> None:
    """Works until told to stop, as engines do, and then raises an error of its own."""
    note(job, "began")
    for permille in range(600_000):
        job.progress(min(permille, 999), "working")
        if job.cancelled():
            note(job, "stopped")
            raise SampleStopped
        time.sleep(0.02)


@handles("sample.pausing")
def pausing(job: JobContext) -> None:
    note(job, "began")
    time.sleep(job.number("ms") / 1000)
    note(job, "did")


@handles("sample.fail")
def fail(job: JobContext) -> None:
    raise RuntimeError("the disk is full")


@handles("sample.fail_once", max_attempts=2)
def fail_once(job: JobContext) -> None:
    if job.attempt == 1:
        raise RuntimeError("not yet")


@handles("sample.refuse")
def refuse(job: JobContext) -> None:
    raise JobRefused("There is no sound in this recording.")


@handles("sample.unusable", refuses=(Unusable,))
def unusable(job: JobContext) -> None:
    raise Unusable("This is no video.")
