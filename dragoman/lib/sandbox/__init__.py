"""The only place that starts a process.

Everything that reads foreign bytes runs in a child of ours: in its own process group, with limits on memory,
processor time, wall-clock time and file size, a minimal environment, no network, and, where the kernel has
Landlock, no sight of any file but those it was given. The child dies with the process that started it.
"""

from __future__ import annotations

from dragoman.lib.sandbox.calling import call
from dragoman.lib.sandbox.errors import (
    CallFailed,
    SandboxCancelled,
    SandboxError,
    SandboxFailed,
    SandboxKilled,
    SandboxTimeout,
    SandboxUnavailable,
)
from dragoman.lib.sandbox.limits import Limits
from dragoman.lib.sandbox.process import Finished, run

__all__ = [
    "CallFailed",
    "Finished",
    "Limits",
    "SandboxCancelled",
    "SandboxError",
    "SandboxFailed",
    "SandboxKilled",
    "SandboxTimeout",
    "SandboxUnavailable",
    "call",
    "run",
]
