"""What the desk sees of each cadence: when it is due next, how many wait, were sent, were dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dragoman.bulletins.past import counts_by_state, next_due_at
from dragoman.bulletins.terms import Cadence

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """``next_at`` is when the next reader is due; ``due`` how many are within a day."""

    cadence: str
    name: str
    next_at: datetime | None
    due: int
    counts: dict[str, int]


def overview(now: datetime) -> list[CadenceRow]:
    rows = []
    for cadence in Cadence:
        next_at, due = next_due_at(cadence, now + timedelta(days=1))
        counts = counts_by_state(cadence, now - _WEEK)
        rows.append(CadenceRow(cadence.value.replace(" ", "-"), str(cadence.label), next_at, due, counts))
    return rows
