"""A worker that does all that waits, in this process."""

from __future__ import annotations

from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.worker import Worker, WorkerOptions


def work() -> None:

    Worker(ScriptedQueue(), WorkerOptions(pulse=Pulse)).run_until_idle()
