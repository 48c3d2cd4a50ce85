"""The worker: claims what is due, does it, and lives through whatever the handlers do."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial

import structlog
from django.db import InterfaceError, OperationalError

from dragoman.engines.queue.port import Queue, QueueUnavailable
from dragoman.jobs.execution import execute, lease_of
from dragoman.jobs.models import Job
from dragoman.jobs.patience import close_stale_connections, patiently
from dragoman.jobs.pulse import Listener, Pulse, ThreadPulse
from dragoman.jobs.registry import handling_of, known_kinds
from dragoman.jobs.selectors import ChainProgress, chain_progress
from dragoman.jobs.services import claim_job, reap_jobs_of, reap_lost_jobs
from dragoman.jobs.services.leasing import LEASE_S, Wanted
from dragoman.jobs.stopping import StopRequest, ask_on_signals
from dragoman.jobs.terms import JobState, Progress

log = structlog.get_logger(__name__)
# How long an idle worker trusts the broker before it looks into the database itself.
SWEEP_S = 1.0
REAP_EVERY_S = 5.0
FOREGROUND_POLL_S = 0.2


def process_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


@dataclass(frozen=True, slots=True)
class WorkerOptions:
    """``name`` must belong to one living process at a time: a worker reaps what its namesake left behind."""

    name: str = field(default_factory=process_name)
    kinds: Collection[str] | None = None
    lease_s: float = LEASE_S
    grace_s: float = 10.0
    pulse: type[Pulse] = ThreadPulse


class Worker:
    """Does jobs one at a time, in this process. Run as many processes as there are cores to spare."""

    def __init__(self, queue: Queue, options: WorkerOptions | None = None) -> None:
        self._queue = queue
        self._options = options or WorkerOptions()
        for kind in self._options.kinds or ():
            handling_of(kind)
        self._stop = StopRequest(self._options.grace_s)
        self._reaped_at = float("-inf")
        self._broker_is_away = False

    def stop(self) -> None:
        """Stop after the current job, which is told to stop too."""
        self._stop.ask()

    def run_forever(self) -> None:
        """Work until SIGTERM or SIGINT. Call it in the main thread."""
        ask_on_signals(self._stop)
        log.info("worker started", worker=self._options.name)
        patiently(partial(reap_jobs_of, worker=self._options.name), for_s=60.0)
        busy = False
        while not self._stop.is_asked():
            hint = self._hint(0.0 if busy else SWEEP_S)
            if self._stop.is_asked():
                break  # the hint is only a hint: other workers find the job
            busy = self._turn(hint)
        self._queue.close()
        log.info("worker stopped", worker=self._options.name)

    def run_until_idle(self, *, chain: uuid.UUID | None = None) -> int:
        """Do everything that is due now (of one chain, if given) and return how many jobs that was."""
        done = 0
        while not self._stop.is_asked() and (job := self._claim(Wanted(kinds=self._kinds(), chain=chain))):
            self._execute(job)
            done += 1
        return done

    def work_once(self, wanted: Wanted, listener: Listener | None = None) -> Job | None:
        """Do one job, if one is due, and return it as it was when claimed."""
        job = self._claim(wanted)
        if job is not None:
            self._execute(job, listener)
        return job

    def reap_now_and_then(self) -> None:
        """Every few seconds, so that jobs survive where no scheduler runs."""
        if time.monotonic() - self._reaped_at >= REAP_EVERY_S:
            self._reaped_at = time.monotonic()
            reap_lost_jobs()

    def _turn(self, hint: str | None) -> bool:
        """One look for work. False when there was none, or the database is away."""
        try:
            self.reap_now_and_then()
            wanted = Wanted(kinds=self._kinds())
            job_id = _as_id(hint)
            job = self._claim(replace(wanted, job_id=job_id)) if job_id else None
            job = job or self._claim(wanted)
            if job is not None:
                self._execute(job)
        except (OperationalError, InterfaceError) as error:
            log.warning("database away", reason=str(error))
            close_stale_connections()
            self._stop.wait(SWEEP_S)
            return False
        return job is not None

    def _claim(self, wanted: Wanted) -> Job | None:
        return claim_job(worker=self._options.name, wanted=wanted, lease_s=self._options.lease_s)

    def _execute(self, job: Job, listener: Listener | None = None) -> None:
        lease = lease_of(job, self._options.lease_s)
        execute(job, self._options.pulse(lease, self._stop, listener))

    def _kinds(self) -> Collection[str]:
        """Only what this process can do: a newer release may have queued kinds it does not know."""
        return self._options.kinds if self._options.kinds is not None else known_kinds()

    def _hint(self, timeout_s: float) -> str | None:
        try:
            hint = self._queue.receive(timeout_s)
        except QueueUnavailable as error:
            if not self._broker_is_away:
                log.warning("broker away, working from the database", reason=str(error))
            self._broker_is_away = True
            self._stop.wait(timeout_s)
            return None
        if self._broker_is_away:
            log.warning("broker back")
        self._broker_is_away = False
        return hint


def run_chain(
    *,
    chain: uuid.UUID,
    queue: Queue,
    on_progress: Callable[[ChainProgress], None] = lambda progress: None,
    options: WorkerOptions | None = None,
) -> ChainProgress:
    """Work a chain to its end in this process, beside any workers that take steps of it; say how it ended.

    ``on_progress`` is called in this thread with every change seen. Ctrl-C gives the running step back to the
    workers and is raised on; cancel the chain if that is what the person meant.
    """
    worker = Worker(queue, options)
    while True:
        seen = patiently(partial(chain_progress, chain), for_s=60.0)
        on_progress(seen)
        if seen.is_settled:
            return seen
        patiently(worker.reap_now_and_then, for_s=60.0)
        listener = partial(_tell, seen, on_progress)
        if patiently(partial(worker.work_once, Wanted(chain=chain), listener), for_s=60.0) is None:
            time.sleep(FOREGROUND_POLL_S)


def _tell(seen: ChainProgress, on_progress: Callable[[ChainProgress], None], progress: Progress) -> None:
    """Pass on what the running step reports, without asking the database."""
    first = next((step for step in seen.steps if step.state in (JobState.WAITING, JobState.RUNNING)), None)
    steps = tuple(
        replace(step, state=JobState.RUNNING, permille=progress.permille, note=progress.note)
        if step is first
        else step
        for step in seen.steps
    )
    on_progress(replace(seen, steps=steps))


def _as_id(hint: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(hint) if hint else None
    except ValueError:
        return None
