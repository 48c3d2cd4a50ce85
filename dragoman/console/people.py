"""``dragoman person``: who may sign in at the desk, and as what."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("person", help="add a person to the desk", description=__doc__)
    parser.add_argument("email")
    parser.add_argument("--name", default="")
    parser.add_argument(
        "--role",
        dest="roles",
        action="append",
        required=True,
        metavar="ROLE",
        help="monitor, translator, reviewer, editor or administrator; again for more",
    )
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.accounts.services import BadAddress, NoSuchRole, PersonExists, add_person  # noqa: PLC0415  app ready
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready

    try:
        person = add_person(
            email=options.email,
            name=options.name,
            roles=options.roles,
            password=_password(from_stdin=options.password_stdin),
            actor=COMMAND_LINE,
        )
    except (PersonExists, NoSuchRole, BadAddress) as error:
        raise Failed(str(error)) from error
    print(f"{person.name} can sign in as {person.email}.")
    return 0


def _password(*, from_stdin: bool) -> str:
    password = (
        sys.stdin.readline().rstrip("\n")
        if from_stdin
        else getpass.getpass("Password (12 characters or more): ")
    )
    if len(password) < 12:
        raise Failed("The password is too short: use 12 characters or more.")
    return password
