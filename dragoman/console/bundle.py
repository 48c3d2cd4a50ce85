"""``dragoman bundle``: everything there is to know about a clip, in one file that anyone can check."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "bundle", help="write a clip's bundle: film, words, record, signatures", description=__doc__
    )
    parser.add_argument("number", type=int, metavar="NUMBER", help="the clip")
    parser.add_argument(
        "--at",
        type=int,
        metavar="SIZE",
        help="as of the signed head of that many ledger lines; the latest if left out",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to; standard output if it is not a terminal"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    if options.output is None and sys.stdout.isatty():
        options.output = Path(f"drg-{options.number}.zip")
    with tempfile.TemporaryDirectory(prefix="dragoman-bundle-") as folder:
        made = Path(folder) / "bundle.zip"
        _make(options, made)
        if options.output is not None:
            shutil.move(made, options.output)
            print(f"{options.output}: check it with “dragoman verify {options.output}”.", file=sys.stderr)
            return 0
        with made.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return 0


def _make(options: argparse.Namespace, path: Path) -> None:
    from dragoman.ledger.heads import HeadRefused, sign_head  # noqa: PLC0415  app ready
    from dragoman.ledger.keys import NoKey  # noqa: PLC0415  app ready
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready
    from dragoman.publications.bundling import NotSignedYet, make_bundle  # noqa: PLC0415  app ready
    from dragoman.publications.errors import NoSuchNumber  # noqa: PLC0415  app ready

    try:
        if options.at is None:
            try:
                sign_head(actor=COMMAND_LINE)
            except NoKey as error:
                print(f"Not signed anew: {error}", file=sys.stderr)
        make_bundle(options.number, path, size=options.at)
    except (NoSuchNumber, NotSignedYet, HeadRefused) as error:
        raise Failed(str(error)) from error
