"""``dragoman``: the front door. Its commands are those of the console, and the assembly's own: serve, demo."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from dragoman.console import (
    bulletins,
    bundle,
    clip,
    credit,
    doctor,
    enquiries,
    import_,
    ledger,
    people,
    quote_check,
    search,
    setup,
    signing,
    verify,
)
from dragoman.console.outcome import Failed
from dragoman.project.demo import command as demo
from dragoman.project.serve import command as serve

_COMMANDS = (
    clip,
    import_,
    serve,
    setup,
    doctor,
    people,
    ledger,
    signing,
    bundle,
    verify,
    credit,
    quote_check,
    search,
    enquiries,
    bulletins,
    demo,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 with a sentence on standard error."""
    options = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dragoman.project.settings")
    try:
        return int(options.run(options))
    except Failed as failure:
        print(f"dragoman: {failure}", file=sys.stderr)
        return failure.status
    except KeyboardInterrupt:
        print("dragoman: cancelled.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone: nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    whole = argparse.ArgumentParser(
        prog="dragoman",
        description="A clip desk and public archive for monitors of foreign-language broadcasts.",
    )
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return whole


if __name__ == "__main__":
    sys.exit(main())
