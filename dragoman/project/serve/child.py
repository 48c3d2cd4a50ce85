"""The programs the supervisor starts: ``python -m dragoman.project.serve.child web|worker|scheduler``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dragoman.project.settings")  # Django asks for it here
    if options.part == "web":
        return _web(options)
    import django  # noqa: PLC0415  slow import, which the web's parent process does without

    django.setup()
    return _worker(options) if options.part == "worker" else _scheduler()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dragoman.project.serve.child")
    parts = parser.add_subparsers(dest="part", required=True)
    web = parts.add_parser("web")
    web.add_argument("--host", required=True)
    web.add_argument("--port", type=int, required=True)
    web.add_argument("--processes", type=int, default=1)
    web.add_argument("--threads", type=int, default=8)
    web.add_argument("--grace", type=int, default=10)
    worker = parts.add_parser("worker")
    worker.add_argument("--name", required=True)
    worker.add_argument("--grace", type=float, default=10.0)
    parts.add_parser("scheduler")
    return parser


def _web(options: argparse.Namespace) -> int:
    from granian import Granian  # noqa: PLC0415  slow import
    from granian.constants import Interfaces  # noqa: PLC0415  slow import

    from dragoman.project.serve.death import PARENT  # noqa: PLC0415  of the web alone

    os.environ[PARENT] = str(os.getpid())
    server = Granian(
        "dragoman.project.serve.web:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.processes,
        blocking_threads=options.threads,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=options.grace,
    )
    # Threads wait for slow readers of long videos, not for processors: their number is meant.
    logging.getLogger("_granian").addFilter(lambda record: "seems quite high" not in record.getMessage())
    server.serve()
    return 0


def _worker(options: argparse.Namespace) -> int:
    from django.conf import settings  # noqa: PLC0415  app ready

    from dragoman.jobs.delivery import queue  # noqa: PLC0415  app ready
    from dragoman.jobs.worker import Worker, WorkerOptions  # noqa: PLC0415  app ready

    lease_s = float(settings.JOB_LEASE_SECONDS)
    Worker(queue(), WorkerOptions(name=options.name, lease_s=lease_s, grace_s=options.grace)).run_forever()
    return 0


def _scheduler() -> int:
    from dragoman.jobs.scheduler import Scheduler  # noqa: PLC0415  app ready

    Scheduler().run_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
