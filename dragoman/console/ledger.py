"""``dragoman ledger verify``: is the record whole?"""

from __future__ import annotations

import argparse
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("ledger", help="check the ledger", description=__doc__)
    parser.add_argument("act", choices=["verify"])
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.ledger.selectors import first_break, head  # noqa: PLC0415  app ready

    broken = first_break()
    if broken is not None:
        raise Failed(f"The ledger is broken at line {broken.seq}: {broken.problem}.")
    last = head()
    print(f"The ledger is whole: {last.seq} lines, head {last.digest}." if last else "The ledger is empty.")
    return 0
