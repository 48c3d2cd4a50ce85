"""Work that comes round: registered where it is defined, queued by whichever scheduler notices first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from dragoman.jobs.clock import database_now
from dragoman.jobs.models import Schedule
from dragoman.jobs.registry import Handler, handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions

REQUESTED_BY = "system"


@dataclass(frozen=True, slots=True)
class PeriodicWork:
    slot: str
    every: timedelta

    def is_due(self, due_at: datetime | None, now: datetime) -> bool:
        """Also when it was never scheduled, or further ahead than its interval, which was longer once."""
        return due_at is None or due_at <= now or due_at > now + self.every


_table: dict[str, PeriodicWork] = {}


def every(seconds: int, *, slot: str) -> Callable[[Handler], Handler]:
    """Register a handler that runs every so many seconds; ``slot`` is also its kind of work.

    At most one is open at a time: when a run takes longer than its interval, the next waits its turn.
    """
    if seconds < 1:
        raise ValueError(f"{slot} would run every {seconds} s: give at least one second.")

    def register(handler: Handler) -> Handler:
        handles(slot)(handler)
        _table[slot] = PeriodicWork(slot, timedelta(seconds=seconds))
        return handler

    return register


def queue_due_work() -> int:
    """Queue what is due. Any number of schedulers may do this at once; each turn is queued by one."""
    now = database_now()
    due_at = dict(Schedule.objects.values_list("slot", "due_at"))
    return sum(
        _queue(work, due_at.get(work.slot))
        for work in _table.values()
        if work.is_due(due_at.get(work.slot), now)
    )


@transaction.atomic
def _queue(work: PeriodicWork, seen: datetime | None) -> bool:
    next_at = database_now() + work.every
    if seen is None:
        _row, won = Schedule.objects.get_or_create(slot=work.slot, defaults={"due_at": next_at})
    else:
        won = Schedule.objects.filter(slot=work.slot, due_at=seen).update(due_at=next_at) == 1
    if won:
        queue_job(kind=work.slot, conditions=Conditions(slot=work.slot), requested_by=REQUESTED_BY)
    return won
