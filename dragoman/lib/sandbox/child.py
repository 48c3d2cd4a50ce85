"""Run by path as a script in the sandbox: call one function and print its answer as JSON.

``python -I child.py package.module:function`` with the arguments, a JSON object, on standard input.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any


def main(target: str) -> None:
    sys.path.append(str(Path(__file__).resolve().parents[3]))  # -I leaves the checkout out
    answer_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # a library that prints must not spoil the answer
    module, _, name = target.partition(":")
    answer: dict[str, Any]
    try:
        function = getattr(importlib.import_module(module), name)
        answer = {"value": function(**json.load(sys.stdin))}
    except Exception as error:  # noqa: BLE001  the edge of the process: the caller raises it again
        answer = {"error": {"kind": type(error).__name__, "message": str(error)}}
    json.dump(answer, answer_to)
    answer_to.flush()
    os._exit(0)  # some libraries crash when they are torn down; the answer is already out


if __name__ == "__main__":
    main(sys.argv[1])
