"""Waiting out a database that is busy or restarting."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError, connection, connections

T = TypeVar("T")
PAUSE_S = 0.2
log = structlog.get_logger(__name__)


def patiently(step: Callable[[], T], *, for_s: float) -> T:
    """``step()``, tried again for ``for_s`` seconds while the database is locked or gone.

    ``step`` is one whole transaction. Inside somebody else's transaction there is nothing to try again, since
    the first failure has broken it.
    """
    give_up_at = time.monotonic() + for_s
    while True:
        try:
            return step()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or time.monotonic() >= give_up_at:
                raise
            log.warning("database busy, trying again", reason=str(error))
        close_stale_connections()
        time.sleep(PAUSE_S)


def close_stale_connections() -> None:
    """Close this thread's connections that are broken or past their age, so that the next use opens new ones.

    One inside a transaction is left alone: its owner still needs it.
    """
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close_if_unusable_or_obsolete()
