"""What the desk sees of each cadence: when it is due next, how many wait, were sent, were dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dragoman.bulletins.past import counts_by_state, last_held, next_due_at
from dragoman.bulletins.terms import Cadence

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """``next_at`` is when the next reader is due; ``due`` how many are within a day;
    ``last_held`` the row up to which what is held may be let go or dropped from this page."""

    cadence: str
    name: str
    next_at: datetime | None
    due: int
    counts: dict[str, int]
    last_held: int


def overview(now: datetime) -> list[CadenceRow]:
    rows = []
    for cadence in Cadence:
        last = last_held(cadence)  # before they are counted: none is let go that is not
        next_at, due = next_due_at(cadence, now + timedelta(days=1))
        counts = counts_by_state(cadence, now - _WEEK)
        name = cadence.value.replace(" ", "-")
        rows.append(CadenceRow(name, str(cadence.label), next_at, due, counts, last))
    return rows
