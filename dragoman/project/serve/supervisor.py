"""Keeps a set of children running: restarts the dead, passes on their words, stops them all."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import IO

from dragoman.project.serve.children import Child, ChildSpec
from dragoman.project.serve.relay import Relay

NAME = "serve"
# A child that fails this often without ever being well is misconfigured: better to stop than to hide it.
QUICK_FAILURES = 6
_LONGEST_WAIT_S = 1.0
_STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Supervisor:
    """Runs in the main thread of a process that has no other."""

    def __init__(
        self, specs: Sequence[ChildSpec], *, grace_s: float, output: IO[bytes] | None = None
    ) -> None:
        self._children = [Child(spec) for spec in specs]
        self._pipes: dict[str, IO[bytes]] = {}
        self._grace_s = grace_s
        self._relay = Relay(output or sys.stdout.buffer, max(len(spec.name) for spec in specs))
        self._stop_by: float | None = None
        self._status = 0

    def run(self) -> int:
        """Keep the children running until SIGTERM or SIGINT, then stop them.

        The exit status: 0 when all stopped in time, 1 when one had to be killed or would not start at all.
        """
        with self._hearing_signals():
            while self._stop_by is None or self._running():
                self._start_due()
                self._relay.pass_on(self._wait_s())
                self._reap()
                self._kill_overdue()
        self._relay.say(NAME, "stopped")
        self._relay.close()
        return self._status

    def stop(self) -> None:
        """Ask all children to stop; asked a second time, kill them."""
        self._stop_by = time.monotonic() + (self._grace_s if self._stop_by is None else 0.0)
        for child in self._children:
            child.terminate()

    def _running(self) -> list[Child]:
        return [child for child in self._children if child.is_running]

    def _start_due(self) -> None:
        if self._stop_by is not None:
            return
        for child in self._children:
            if not child.is_running and child.start_at <= time.monotonic():
                pipe = child.start()
                self._pipes[child.spec.name] = pipe
                self._relay.add(child.spec.name, pipe)
                self._relay.say(NAME, f"{child.spec.name} started (process {child.pid})")

    def _reap(self) -> None:
        for child in self._children:
            death = child.reap()
            if death is None:
                continue
            name = child.spec.name
            self._relay.drop(self._pipes.pop(name))
            if self._stop_by is not None:
                self._relay.say(NAME, f"{name} stopped")
            elif child.quick_failures >= QUICK_FAILURES:
                self._relay.say(
                    NAME, f"{name} {death.in_words} {QUICK_FAILURES} times at its start: giving up"
                )
                self._status = 1
                self.stop()
            else:
                pause_s = max(0.0, child.start_at - time.monotonic())
                self._relay.say(NAME, f"{name} {death.in_words}; it is started again in {pause_s:.1f} s")

    def _kill_overdue(self) -> None:
        if self._stop_by is None or time.monotonic() < self._stop_by:
            return
        for child in self._running():
            self._relay.say(NAME, f"{child.spec.name} did not stop in time and is killed")
            self._status = 1
            child.kill()
        self._stop_by = time.monotonic() + self._grace_s

    def _wait_s(self) -> float:
        """Until the next thing is due. Words and signals end the wait sooner."""
        dues = [child.start_at for child in self._children if not child.is_running]
        if self._stop_by is not None:
            dues = [self._stop_by]
        return min(_LONGEST_WAIT_S, max(0.0, min(dues, default=float("inf")) - time.monotonic()))

    @contextmanager
    def _hearing_signals(self) -> Iterator[None]:
        """Signals wake the loop through a pipe, so that none is missed between looking and waiting."""
        reading, writing = os.pipe()
        for descriptor in (reading, writing):
            os.set_blocking(descriptor, False)
        self._relay.wake_on(reading)
        before = {number: signal.signal(number, self._heard) for number in (*_STOPPING, signal.SIGCHLD)}
        wakeup = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            for descriptor in (reading, writing):
                os.close(descriptor)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if number in _STOPPING:
            self.stop()
