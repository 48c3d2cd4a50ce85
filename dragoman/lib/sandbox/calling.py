"""Call a Python function in a sandboxed interpreter."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dragoman.lib.sandbox.errors import CallFailed, SandboxFailed
from dragoman.lib.sandbox.limits import Limits
from dragoman.lib.sandbox.process import run

_CHILD = Path(__file__).with_name("child.py")


def call(
    target: str,
    arguments: Mapping[str, Any],
    *,
    limits: Limits,
    cancelled: Callable[[], bool] | None = None,
) -> Any:
    """What ``target`` (``package.module:function``) returns for ``arguments``, both as JSON values.

    An exception in the function arrives as ``CallFailed`` with its name and message.
    """
    finished = run(
        [sys.executable, "-I", str(_CHILD), target],
        limits=limits,
        cancelled=cancelled,
        stdin=json.dumps(dict(arguments)).encode(),
    )
    if finished.returncode != 0:
        raise SandboxFailed(finished.returncode, finished.stderr)
    try:
        answer = json.loads(finished.stdout)
    except ValueError as error:
        raise SandboxFailed(finished.returncode, finished.stderr) from error
    if "error" in answer:
        raise CallFailed(answer["error"]["kind"], answer["error"]["message"])
    return answer["value"]
