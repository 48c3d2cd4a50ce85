"""A process that queues, cancels and works jobs for the tests, in whatever installation an order names.

It reads one order a line, as JSON, and answers with one line each; other words go to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from pathlib import Path
from typing import Any

import django
from django.conf import settings

django.setup()

import structlog  # noqa: E402
from django.db import connections  # noqa: E402

from dragoman.jobs.delivery import queue  # noqa: E402
from dragoman.jobs.models import Job  # noqa: E402
from dragoman.jobs.services import cancel_job, queue_chain, queue_job  # noqa: E402
from dragoman.jobs.terms import Conditions, Step  # noqa: E402
from dragoman.jobs.worker import Worker, WorkerOptions, run_chain  # noqa: E402
from dragoman.project.settings.database import database  # noqa: E402


def queue_many(folder: str, kind: str, count: int) -> int:
    for number in range(count):
        queue_job(kind=kind, args={"folder": folder, "name": str(number)})
    return count


def queue_steps(folder: str, kinds: list[str], ms: int = 50) -> str:
    return str(queue_chain(steps=[Step(kind, {"folder": folder, "ms": ms}) for kind in kinds])[0].chain)


def queue_slot(folder: str, slot: str, times: int) -> int:
    steps = [Step("sample.note", {"folder": folder})]
    return len({queue_chain(steps=steps, conditions=Conditions(slot=slot))[0].pk for _ in range(times)})


def work_until_idle(folder: str) -> int:
    return Worker(queue(), WorkerOptions(name=str(os.getpid()))).run_until_idle()


def work_chain(folder: str, chain: str) -> list[Any]:
    seen: list[int] = []
    ended = run_chain(
        chain=uuid.UUID(chain), queue=queue(), on_progress=lambda progress: seen.append(progress.permille)
    )
    return [str(ended.state), ended.permille, seen == sorted(seen)]


def cancel(folder: str) -> int:
    return len(cancel_job(job_id=Job.objects.values_list("pk", flat=True)[0]))


def move_to(folder: str, database_url: str, queue_url: str) -> None:
    """Turn to another installation's database and broker."""
    connections["default"].close()
    connections.databases["default"] |= {"OPTIONS": {}} | database(database_url, Path(folder))
    del connections["default"]
    settings.QUEUE_URL = queue_url
    queue.cache_clear()


def main() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    for line in sys.stdin:
        order = json.loads(line)
        move_to(order["folder"], order.pop("database_url"), order.pop("queue_url"))
        answer = globals()[order.pop("act")](**order)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
