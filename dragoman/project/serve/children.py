"""One child process of the supervisor: started, watched, started again, stopped.

Hostile media never comes near these: it goes through the sandbox. These are the product's own programs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import partial
from typing import IO, cast

from dragoman.project.serve.death import die_with_parent

BACKOFF_FIRST_S = 0.5
BACKOFF_MOST_S = 10.0
# A child that lived this long was well: its next death starts the back-off anew.
WELL_AFTER_S = 5.0


@dataclass(frozen=True, slots=True)
class ChildSpec:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Death:
    """How a child ended: ``returncode`` is negative after a signal, as subprocess has it."""

    returncode: int
    lived_s: float

    @property
    def in_words(self) -> str:
        if self.returncode < 0:
            return f"was killed by {signal.Signals(-self.returncode).name}"
        return f"ended with status {self.returncode}"


class Child:
    def __init__(self, spec: ChildSpec) -> None:
        self.spec = spec
        self.start_at = 0.0
        self.quick_failures = 0
        """How often in a row it ended by itself, with an error, before it was well."""
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._pause_s = BACKOFF_FIRST_S

    @property
    def is_running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> IO[bytes]:
        """Start the process and return the pipe its words come from, which the caller closes."""
        self._process = subprocess.Popen(
            self.spec.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,  # Ctrl-C reaches the supervisor alone, which stops the children in order
            preexec_fn=partial(die_with_parent, os.getpid()),  # noqa: PLW1509  the supervisor has one thread
        )
        self._started_at = time.monotonic()
        return cast("IO[bytes]", self._process.stdout)

    def reap(self) -> Death | None:
        """How the child ended, if it has; whatever it left running in its group is killed."""
        if self._process is None:
            return None
        # Looked at without being reaped: until then nothing else can have its process group's number.
        if os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return None
        self._signal_group(signal.SIGKILL)
        returncode = self._process.wait()
        self._process = None
        death = Death(returncode, time.monotonic() - self._started_at)
        self._schedule(death)
        return death

    def terminate(self) -> None:
        """Ask it to stop. Its own children hear it from it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        if self._process is not None:
            self._signal_group(signal.SIGKILL)

    def _schedule(self, death: Death) -> None:
        if death.lived_s >= WELL_AFTER_S:
            self._pause_s = BACKOFF_FIRST_S
            self.quick_failures = 0
        elif death.returncode > 0:
            self.quick_failures += 1
        self.start_at = time.monotonic() + self._pause_s
        self._pause_s = min(self._pause_s * 2, BACKOFF_MOST_S)

    def _signal_group(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):
            return  # nobody is left in it
