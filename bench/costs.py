"""What a request costs: CPU of this process and of its database in multiples of the empty page, and questions."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM, TIMED, ROUNDS = 6, 40, 3

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Cost:
    ms: float
    queries: int


def nothing() -> None:
    return None


def cost_of(work: Work, prepare: Work = nothing) -> Cost:
    """The least mean of three rounds of forty requests; what ``prepare`` does before each is not counted."""
    work()
    prepare()
    with CaptureQueriesContext(connection) as asked:
        work()
    queries = len(asked)  # now: the log is emptied by the next request
    backend = _database_process()
    rounds = []
    for _ in range(ROUNDS):
        for _ in range(WARM):
            prepare()
            work()
        spent = 0.0
        for _ in range(TIMED):
            prepare()
            start, theirs = time.process_time(), _cpu_of(backend)
            work()
            spent += time.process_time() - start + _cpu_of(backend) - theirs
        rounds.append(spent * 1000 / TIMED)
    return Cost(min(rounds), queries)


def told(name: str, cost: Cost, empty: Cost) -> str:
    return f"{name:<44} {cost.ms:6.2f} ms of CPU {cost.ms / empty.ms:6.1f} x   {cost.queries} queries"


def _database_process() -> Path | None:
    """Where the kernel counts the time of the database's process for this connection; SQLite has none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return path if path.is_file() else None


def _cpu_of(path: Path | None) -> float:
    """Seconds on a processor."""
    return int(path.read_text().split()[0]) / 1e9 if path else 0.0
