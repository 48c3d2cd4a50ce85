"""Run by path as a script: put the bounds on this process, then become the program.

``python -I -S launch.py <spec as JSON> program arguments…``

A script of its own, because the bounds cannot be set between fork and exec in a process that has threads
without risking a deadlock. It imports nothing of ours and starts in a few milliseconds. Linux only features
are skipped on other systems.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

CANNOT_START = 125

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_READ_ALL = _EXECUTE | _READ_FILE | _READ_DIR
_FIRST_VERSION = (1 << 13) - 1
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_FILE_ONLY = _EXECUTE | 1 << 1 | _READ_FILE | _TRUNCATE


class _RulesetAttr(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class _BeneathAttr(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def main() -> None:
    spec = json.loads(sys.argv[1])
    program = sys.argv[2:]
    _die_with(spec["parent"])
    _set_limits(spec)
    _leave_the_network()
    if spec["reads"] is not None:
        _close_the_file_system(spec)
    for number in (signal.SIGPIPE, signal.SIGXFSZ):  # Python ignores these, and exec would pass that on
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execv(program[0], program)  # noqa: S606  no shell is the point


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with(parent: int) -> None:
    """Be killed when the thread that started us ends: it waits for us, so only a crash ends it first."""
    if libc := _libc():
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(CANNOT_START)


def _set_limits(spec: dict[str, Any]) -> None:
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: spec["memory"],
        resource.RLIMIT_FSIZE: spec["file"],
        resource.RLIMIT_NOFILE: 256,
    }
    if spec["cpu"] is not None:
        wanted[resource.RLIMIT_CPU] = spec["cpu"]
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        grace = 5 if kind == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else 0
        resource.setrlimit(kind, (bound, bound + grace))  # SIGXCPU says why; SIGKILL after it does not


def _leave_the_network() -> None:
    """Move to a network with no way out. Where that is forbidden, the format lists of the caller must do."""
    libc = _libc()
    if libc and libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _close_the_file_system(spec: dict[str, Any]) -> None:
    libc = _libc()
    if libc is None:
        return
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    handled = _FIRST_VERSION | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    attr = _RulesetAttr(handled)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(attr), ctypes.sizeof(attr), 0)
    if ruleset < 0:
        return
    for paths, access in (
        (spec["reads"], _READ_ALL),
        (spec["lists"], _READ_DIR),
        (spec["writes"], handled & ~_EXECUTE),
    ):
        for path in paths:
            _allow(libc, ruleset, path, access)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.syscall(_RESTRICT_SELF, ruleset, 0) != 0:
        sys.exit(f"The file system could not be closed to the child (error {ctypes.get_errno()}).")
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read
    if not os.path.isdir(path):  # noqa: PTH112  pathlib would double the start-up time
        access &= _FILE_ONLY
    attr = _BeneathAttr(access, handle)
    libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(attr), 0)
    os.close(handle)


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.stderr.write(f"{error.strerror}\n")
        sys.exit(CANNOT_START)
