"""``dragoman setup``: database, fonts and static files, made or brought up to date."""

from __future__ import annotations

import argparse
from typing import Any

from dragoman.console.ledger import make_key_if_none
from dragoman.console.opening import open_installation
from dragoman.console.signing import make_test_chain_if_none


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("setup", help="make or update the installation", description=__doc__)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from django.conf import settings  # noqa: PLC0415  app ready
    from django.core.management import call_command  # noqa: PLC0415  app ready

    call_command("makefonts", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if make_key_if_none():
        print("The ledger has its key: see “dragoman ledger key show”, and keep a copy of the file apart.")
    if make_test_chain_if_none():
        print(
            "Media are signed with a TEST certificate that vouches for nobody: see “dragoman signing show”."
        )
    print(f"Ready. Everything is kept in {settings.DATA_DIR}.")
    return 0
