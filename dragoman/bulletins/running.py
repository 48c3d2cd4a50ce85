"""One run: whoever is due gets their bulletin written down, and all that waits is handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.halting import is_halted
from dragoman.bulletins.handing_over import hand_over_waiting
from dragoman.bulletins.terms import Cadence

ALL = tuple(Cadence)


@dataclass(slots=True)
class Run:
    """``made`` by cadence; ``trouble`` is what the mail server said when it would take no more."""

    made: Counter[str] = field(default_factory=Counter)
    handed_over: Counter[str] = field(default_factory=Counter)
    is_halted: bool = False
    trouble: str = ""


def run_bulletins(
    *, now: datetime, cadences: Iterable[str] = ALL, stop: Callable[[], bool] = lambda: False
) -> Run:
    """Safe at any time, in any number of processes, and after any of them was killed."""
    run = Run(is_halted=is_halted())
    for cadence in cadences:
        made = compose_due(cadence=cadence, now=now)
        if made:
            run.made[str(cadence)] = made
    outcome = hand_over_waiting(now=now, stop=stop)
    run.handed_over, run.trouble = outcome.counts, outcome.trouble
    return run
