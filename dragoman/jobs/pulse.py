"""The heartbeat of a running job: keeps its lease, carries its progress, hears of a cancel."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Self

import structlog
from django.db import DatabaseError, InterfaceError, connections

from dragoman.jobs.patience import close_stale_connections, patiently
from dragoman.jobs.services import heartbeat, hold_lease, release_job
from dragoman.jobs.stopping import StopRequest
from dragoman.jobs.terms import Interruption, Lease, LeaseLost, Progress

log = structlog.get_logger(__name__)
BEAT_S = 1.0
Listener = Callable[[Progress], None]


class Pulse:
    """Beats in the handler's own thread, whenever the handler reports or asks. For tests and short work.

    It sees the handler's open transaction, and a handler that is silent for longer than its lease loses it.
    """

    def __init__(
        self, lease: Lease, stop: StopRequest | None = None, listener: Listener | None = None
    ) -> None:
        self.lease = lease
        self._stop = stop or StopRequest()
        self._listener = listener
        self._latest: Progress | None = None
        self._written: Progress | None = None
        self._answer: Interruption | None = None
        self._every_s = min(BEAT_S, lease.seconds / 4)
        self._beaten_at = time.monotonic()
        self._renewed_at = self._beaten_at

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def report(self, permille: int, note: str) -> None:
        progress = Progress(min(max(permille, 0), 1000), note)
        self._latest = progress
        if self._listener is not None:
            self._listener(progress)
        self._beat_if_due()

    def interruption(self) -> Interruption | None:
        self._beat_if_due()
        if self._answer is None and self._stop.is_asked():
            return Interruption.STOPPING
        return self._answer

    def hold_lease(self) -> None:
        hold_lease(lease=self.lease)

    def _beat_if_due(self) -> None:
        if time.monotonic() - self._beaten_at >= self._every_s:
            self._beat()

    def _beat(self) -> None:
        """One heartbeat. While the database is away the lease stands until its time is over."""
        if self._answer is Interruption.LOST:
            return
        begun_at = self._beaten_at = time.monotonic()
        progress = self._latest
        try:
            news = progress if progress is not self._written else None
            self._answer = heartbeat(lease=self.lease, progress=news)
            self._renewed_at, self._written = begun_at, progress
        except (DatabaseError, InterfaceError) as error:
            log.warning("heartbeat missed", job=str(self.lease.job_id), reason=str(error))
            close_stale_connections()
            if time.monotonic() - self._renewed_at > self.lease.seconds:
                self._answer = Interruption.LOST


class ThreadPulse(Pulse):
    """Beats in a thread of its own with its own database connection, whatever the handler is doing.

    When the process was asked to stop and the grace is over, it gives the job back and ends the process.
    """

    def __enter__(self) -> Self:
        self._over = Event()
        self._thread = Thread(target=self._run, name=f"pulse of {self.lease.job_id}", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _beat_if_due(self) -> None:
        """The thread does it."""

    def _run(self) -> None:
        try:
            while not self._over.wait(self._every_s):
                self._beat()
                if self._stop.is_overdue():
                    self._abandon()
        finally:
            connections.close_all()

    def _abandon(self) -> None:
        try:
            patiently(lambda: release_job(lease=self.lease), for_s=2.0)
            log.warning("job given back: it did not stop in time", job=str(self.lease.job_id))
        except (LeaseLost, DatabaseError, InterfaceError) as error:
            log.warning("job left to the reaper", job=str(self.lease.job_id), reason=str(error))
        os._exit(0)  # the handler is deep in its work; its thread can't be stopped any other way
