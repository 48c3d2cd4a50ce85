"""Being asked to stop."""

from __future__ import annotations

import os
import signal
import time
from threading import Event, Thread

STOPPING = (signal.SIGTERM, signal.SIGINT)


class StopRequest:
    """Whether this process was asked to stop, and until when its current job may take."""

    def __init__(self, grace_s: float = 10.0) -> None:
        self._grace_s = grace_s
        self._asked = Event()
        self._until = float("inf")

    def ask(self) -> None:
        if not self._asked.is_set():
            self._until = time.monotonic() + self._grace_s
            self._asked.set()

    def is_asked(self) -> bool:
        return self._asked.is_set()

    def wait(self, timeout_s: float) -> None:
        """Until it is asked, at most so long."""
        self._asked.wait(timeout_s)

    def is_overdue(self) -> bool:
        return time.monotonic() > self._until


def ask_on_signals(stop: StopRequest) -> None:
    """Let SIGTERM and SIGINT ask to stop. Call it in the main thread, once a process.

    Python runs its signal handlers in the main thread, which may be deep in native code (a speech model) for
    minutes. The wake-up pipe is written by the signal itself, and a thread of its own reads it at once.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for number in STOPPING:
        signal.signal(number, lambda *_: None)
    Thread(target=_listen, args=(reading, stop), name="stop signals", daemon=True).start()


def _listen(reading: int, stop: StopRequest) -> None:
    while heard := os.read(reading, 1):
        if heard[0] in STOPPING:
            stop.ask()
