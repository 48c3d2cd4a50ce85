"""Dying with the parent: what keeps no process alive after its supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# The variable in which a parent leaves its number to children that it does not start itself.
PARENT = "DRAGOMAN_PARENT_PROCESS"
# Loaded before any fork: a child must not begin by loading libraries.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int) -> None:
    """Let the kernel kill this process when ``parent`` dies, however that happens. Only Linux can."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the kernel was asked
            os._exit(1)
