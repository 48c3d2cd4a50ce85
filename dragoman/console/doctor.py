"""``dragoman doctor``: whether the installation is well, and what to do where it is not."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

_SIGNS = {"well": "ok  ", "worth doing": "note", "wrong": "BAD "}


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("doctor", help="is the installation well?", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation(guarded=False)
    from dragoman.doctor.examining import examine, is_well  # noqa: PLC0415  app ready

    found = examine()
    if options.json:
        print(json.dumps({"well": is_well(found), "findings": [asdict(one) for one in found]}, indent=2))
        return 0 if is_well(found) else 1
    for one in found:
        print(f"{_SIGNS[one.verdict]}  {one.what}: {one.said}")
        if one.advice:
            print(f"      {one.advice}")
    if not is_well(found):
        raise Failed("Something is wrong: see above.")
    return 0
