"""Run the ffmpeg program: bounded, listened to, and its complaints put into words."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.engines.video import port
from dragoman.lib import sandbox

_ERRORS = {
    kind.__name__: kind
    for kind in (
        *(port.NotMedia, port.DamagedMedia, port.UnsupportedMedia, port.NoPicture, port.NoSound),
        *(port.BeyondTheEnd, port.CutNotExact),
    )
}
_NO_ROOM = re.compile(r"No space left on device|Disk quota exceeded")
_NO_PERMISSION = re.compile(r"Permission denied|Read-only file system")
_FFMPEG_SIGNALLED = 255


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: what it may see, how long it may take, who watches."""

    reads: tuple[Path, ...]
    writes: tuple[Path, ...] = ()
    watch: port.Watch = port.UNWATCHED
    wall_seconds: float = 600
    memory_bytes: int = 4 * 1024**3
    expected_ms: int = 0
    limits: sandbox.Limits = field(init=False)

    def __post_init__(self) -> None:
        limits = sandbox.Limits(
            wall_seconds=self.wall_seconds,
            memory_bytes=self.memory_bytes,
            reads=self.reads,
            writes=self.writes,
        )
        object.__setattr__(self, "limits", limits)


def ask(function: str, job: Job, /, **arguments: Any) -> Any:
    """Call a function of ``inside`` in the sandbox; its errors come back as errors of the port."""
    module = f"{__package__}.inside.{function}"
    with _in_words():
        try:
            return sandbox.call(module, arguments, limits=job.limits, cancelled=job.watch.cancelled)
        except sandbox.CallFailed as error:
            if error.kind in _ERRORS:
                raise _ERRORS[error.kind](error.message) from error
            if error.kind == "MemoryError":
                raise port.UnsupportedMedia("The recording needs more memory than it may use.") from error
            raise port.EngineFailed(f"The recording could not be read: {error}") from error


def work(arguments: Sequence[str], job: Job) -> None:
    """Run ffmpeg to a good end, telling the watcher how far it is."""

    def listen(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.strip().isdigit() and job.expected_ms:
            job.watch.progress(min(999, int(value) // job.expected_ms))

    with _in_words():
        finished = sandbox.run(arguments, limits=job.limits, on_line=listen, cancelled=job.watch.cancelled)
    if finished.returncode == 0 and not _NO_ROOM.search(finished.stderr):
        return
    if _NO_ROOM.search(finished.stderr):
        raise port.DiskFull("The disk is full: make room and try again.")
    if _NO_PERMISSION.search(finished.stderr):
        raise port.CannotWrite("The result cannot be written: the folder may not be written to.")
    last = "; ".join(finished.stderr.strip().splitlines()[-3:])
    if finished.returncode == _FFMPEG_SIGNALLED and "received signal" in finished.stderr:
        raise port.WorkTooLong("The work was stopped from outside before it was done.")
    raise port.EngineFailed(f"The encoder failed: {last}")


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except sandbox.SandboxCancelled as error:
        raise port.WorkCancelled("The work was cancelled.") from error
    except sandbox.SandboxTimeout as error:
        raise port.WorkTooLong(str(error)) from error
    except (sandbox.SandboxKilled, sandbox.SandboxFailed) as error:
        raise port.EngineFailed(f"The recording made its decoder crash: {error}") from error
    except sandbox.SandboxUnavailable as error:
        raise port.EngineFailed(str(error)) from error


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A private folder beside ``out`` to write in; ``out`` appears only when the block ends well."""
    out = out.absolute()  # the child works in another folder
    room = out.parent / f".{out.name}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        room.mkdir()
    except OSError as error:
        raise _cannot_write(error) from error
    try:
        part = room / f"part{out.suffix}"
        yield part
        try:
            part.replace(out)
        except OSError as error:
            raise _cannot_write(error) from error
    finally:
        for left in room.iterdir():
            left.unlink()
        room.rmdir()


def _cannot_write(error: OSError) -> port.VideoError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return port.DiskFull("The disk is full: make room and try again.")
    return port.CannotWrite(f"The result cannot be written: {error.strerror}.")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
