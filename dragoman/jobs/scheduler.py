"""The scheduler: reaps what dead workers held and queues what comes round. Several do no harm."""

from __future__ import annotations

import structlog
from django.db import InterfaceError, OperationalError

from dragoman.jobs.patience import close_stale_connections
from dragoman.jobs.periodic import queue_due_work
from dragoman.jobs.services import reap_lost_jobs
from dragoman.jobs.stopping import StopRequest, ask_on_signals

log = structlog.get_logger(__name__)
TICK_S = 1.0


class Scheduler:
    def __init__(self) -> None:
        self._stop = StopRequest()

    def run_forever(self) -> None:
        """Tick until SIGTERM or SIGINT. Call it in the main thread."""
        ask_on_signals(self._stop)
        log.info("scheduler started")
        while not self._stop.is_asked():
            self.tick()
            self._stop.wait(TICK_S)
        log.info("scheduler stopped")

    def tick(self) -> None:
        try:
            reap_lost_jobs()
            queue_due_work()
        except (OperationalError, InterfaceError) as error:
            log.warning("database away", reason=str(error))
        finally:
            close_stale_connections()
