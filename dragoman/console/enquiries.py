"""``dragoman enquiries``: take answers that come by mail."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from dragoman.console.opening import open_installation

# What mail servers understand (sysexits.h).
_DATA_ERROR, _NO_USER, _TRY_AGAIN = 65, 67, 75

_LONG = """
receive: read one message on standard input and put it into the thread its address names. For Postfix, in
master.cf: dragoman unix - n n - - pipe user=dragoman argv=/path/to/dragoman enquiries receive; then send
enquiries@your.domain there with a transport map, with recipient_delimiter = +. What machines wrote (bounces,
out-of-office notes) is taken and changes nothing.
"""


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "enquiries", help="take answers to requests from mail", description=__doc__, epilog=_LONG
    )
    parser.add_argument("act", choices=["receive"])
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from django.db import Error as DatabaseError  # noqa: PLC0415  app ready

    from dragoman.enquiries.inbound import MOST_BYTES, Outcome, receive  # noqa: PLC0415  app ready

    raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        print("The message is too large.", file=sys.stderr)
        return _DATA_ERROR
    try:
        outcome = receive(raw)
    except (DatabaseError, OSError) as error:
        print(f"It can't be kept now: {error}", file=sys.stderr)
        return _TRY_AGAIN
    if outcome == Outcome.UNKNOWN:
        print("No request has this address.", file=sys.stderr)
        return _NO_USER
    return 0
