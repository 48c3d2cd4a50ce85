"""Start one bounded child, listen to it, and see it end."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from dragoman.lib.sandbox.errors import (
    SandboxCancelled,
    SandboxFailed,
    SandboxKilled,
    SandboxTimeout,
    SandboxUnavailable,
)
from dragoman.lib.sandbox.launch import CANNOT_START
from dragoman.lib.sandbox.limits import Limits

_LAUNCHER = Path(__file__).with_name("launch.py")
_PACKAGE = Path(__file__).resolve().parents[2]
_PULSE_SECONDS = 0.2  # how often a cancel is looked for
_STDERR_BYTES = 256 * 1024
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "HOME": "/nonexistent",
    "MALLOC_ARENA_MAX": "2",  # each arena reserves 128 MiB of the address space we bound
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Finished:
    """How a child ended by itself: ``stderr`` is its last 256 KiB."""

    returncode: int
    stdout: bytes
    stderr: str


@dataclass(slots=True)
class _Heard:
    on_line: Callable[[str], None] | None
    stdout: bytearray = field(default_factory=bytearray)
    stderr: bytearray = field(default_factory=bytearray)
    told: int = 0

    def take(self, chunk: bytes, is_stderr: bool) -> None:
        if is_stderr:
            self.stderr += chunk
            del self.stderr[:-_STDERR_BYTES]
            return
        self.stdout += chunk
        while self.on_line and (end := self.stdout.find(b"\n", self.told)) >= 0:
            self.on_line(self.stdout[self.told : end].decode("utf-8", "replace"))
            self.told = end + 1

    def complaint(self) -> str:
        return self.stderr.decode("utf-8", "replace")


def run(
    argv: Sequence[str],
    *,
    limits: Limits,
    on_line: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    stdin: bytes = b"",
) -> Finished:
    """Run ``argv`` (the program by its absolute path) in ``/`` and wait for it.

    ``on_line`` hears each whole line of standard output; ``cancelled`` is asked five times a second. However
    this ends, by an exception of a callback too, nothing of the child is left running.
    """
    with tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        child = _start(argv, limits, given)
        heard = _Heard(on_line)
        try:
            _listen(child, heard, limits, cancelled)
        finally:
            _end(child)
    return _verdict(child.returncode, heard, limits)


def _start(argv: Sequence[str], limits: Limits, stdin: IO[bytes]) -> subprocess.Popen[bytes]:
    launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), _spec(limits)]
    try:
        return subprocess.Popen(
            [*launcher, *argv],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=_ENVIRONMENT,
            close_fds=True,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise SandboxUnavailable(f"The program {argv[0]} could not be started: {error}") from error


def _spec(limits: Limits) -> str:
    reads = None
    if limits.reads is not None:
        reads = [str(path.resolve()) for path in limits.reads] + _system_paths()
    return json.dumps(
        {
            "parent": os.getpid(),
            "memory": limits.memory_bytes,
            "cpu": limits.cpu_seconds,
            "file": limits.file_bytes,
            "reads": reads,
            "lists": [str(_PACKAGE.parent)],
            "writes": ["/dev/null", *(str(path.resolve()) for path in limits.writes)],
        }
    )


def _system_paths() -> list[str]:
    """What any program of this machine needs to start: never a place where people keep things."""
    return [
        *("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime"),
        *("/dev/null", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
        *dict.fromkeys((sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1]))),
        str(_PACKAGE),
    ]


def _listen(
    child: subprocess.Popen[bytes], heard: _Heard, limits: Limits, cancelled: Callable[[], bool] | None
) -> None:
    deadline = time.monotonic() + limits.wall_seconds
    with selectors.DefaultSelector() as selector:
        for stream in (child.stdout, child.stderr):
            if stream is not None:
                selector.register(stream, selectors.EVENT_READ, stream is child.stderr)
        while selector.get_map():
            for key, _ in selector.select(_PULSE_SECONDS):
                chunk = os.read(key.fd, 65536)
                if not chunk:
                    selector.unregister(key.fileobj)
                heard.take(chunk, key.data)
            if cancelled and cancelled():
                raise SandboxCancelled
            if time.monotonic() > deadline:
                raise SandboxTimeout(limits.wall_seconds)
            if len(heard.stdout) > limits.output_bytes:
                raise SandboxFailed(0, "it wrote more than it was allowed to standard output")
    while child.poll() is None:  # it closed its streams but goes on
        if cancelled and cancelled():
            raise SandboxCancelled
        if time.monotonic() > deadline:
            raise SandboxTimeout(limits.wall_seconds)
        time.sleep(0.005)


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for stream in (child.stdout, child.stderr):
        if stream is not None:
            stream.close()


def _verdict(returncode: int, heard: _Heard, limits: Limits) -> Finished:
    complaint = heard.complaint()
    if returncode == CANNOT_START:
        raise SandboxUnavailable(f"The program could not be started: {complaint.strip()}")
    if returncode == -signal.SIGXCPU:
        raise SandboxTimeout(limits.cpu_seconds or limits.wall_seconds)
    if returncode < 0:
        raise SandboxKilled(-returncode, complaint)
    return Finished(returncode, bytes(heard.stdout), complaint)
