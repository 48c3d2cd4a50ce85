"""``dragoman serve``: web, worker and scheduler under one roof."""

from __future__ import annotations

import argparse
from typing import Any

from dragoman.console.opening import open_installation


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "serve", help="run the site, the worker and the scheduler", description=__doc__
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--web-processes", type=int, default=2, metavar="N")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes that do background work"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from django.conf import settings  # noqa: PLC0415  app ready

    from dragoman.project.serve import ServeOptions, serve  # noqa: PLC0415  app ready

    return serve(
        ServeOptions(
            data_dir=settings.DATA_DIR,
            host=options.host,
            port=options.port,
            web_processes=options.web_processes,
            workers=options.workers,
        )
    )
