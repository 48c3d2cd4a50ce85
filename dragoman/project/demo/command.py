"""``dragoman demo``: make the invented archive, or make and serve it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from dragoman.console.ledger import make_key_if_none
from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed
from dragoman.console.signing import make_test_chain_if_none

MATERIAL = Path(__file__).resolve().parents[3] / "demo"


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("demo", help="make and serve an invented archive", description=__doc__)
    parser.add_argument(
        "act", choices=["make", "first", "serve"], help="first: people, older pages and one clip"
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if not (MATERIAL / "clips.json").is_file():
        raise Failed("The demonstration's material is not here: run this from a checkout of the project.")
    os.environ["DRAGOMAN_DEMONSTRATION"] = "yes"
    os.environ.setdefault("DRAGOMAN_FIRST_NUMBER", "1031")
    os.environ.setdefault("DRAGOMAN_SITE_URL", f"http://localhost:{options.port}")
    open_installation()
    make_key_if_none()
    make_test_chain_if_none()
    if options.act == "serve":
        return _serve(options)
    from dragoman.project.demo.making import make_all, make_first  # noqa: PLC0415  app ready

    (make_all if options.act == "make" else make_first)(MATERIAL)
    return 0


def _serve(options: argparse.Namespace) -> int:
    """The first clip is made before the first page is served; the rest while readers look.

    Both in processes of their own, which take the models out of memory with them.
    """
    from django.conf import settings  # noqa: PLC0415  app ready
    from django.core.management import call_command  # noqa: PLC0415  app ready

    from dragoman.project.demo.making import is_complete, password  # noqa: PLC0415  app ready
    from dragoman.project.serve import ServeOptions, serve  # noqa: PLC0415  app ready

    if _demo("first").wait() != 0:
        raise Failed("The demonstration could not be made; the reason stands above.")
    call_command("makefonts", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    rest = None if is_complete(MATERIAL) else _demo("make")
    print(
        f"\n  The archive   {settings.SITE_URL}/\n  The desk      {settings.SITE_URL}/desk/\n"
        f"  Sign in as    miriam@example.org (editor)\n  Password      {password()}\n",
        flush=True,
    )
    try:
        return serve(ServeOptions(data_dir=settings.DATA_DIR, host=options.host, port=options.port))
    finally:
        if rest is not None and rest.poll() is None:
            rest.terminate()
            rest.wait(timeout=30)


def _demo(act: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "dragoman.project.main", "demo", act])
