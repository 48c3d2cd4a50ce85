"""A form that was sent twice does its work once.

Each fresh form carries a token. The first to come with it holds a lock while it works and leaves its result in the
file; whoever comes later, or waited, reads that result instead of working again. The lock is the kernel's, so a
process that dies in between leaves nothing locked.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from dragoman.desk.uploads import sweep

_TOKEN = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Submission:
    """One form being worked on. ``result`` is what an earlier sending made, or None."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        earlier = os.read(descriptor, 32).decode("ascii")
        self.result: int | None = int(earlier) if earlier else None

    def finish(self, result: int) -> None:
        os.pwrite(self._descriptor, str(result).encode("ascii"), 0)


def new_token() -> str:
    return secrets.token_hex(16)


def is_token(text: str) -> bool:
    return _TOKEN.fullmatch(text) is not None


@contextmanager
def only_once(token: str, handle: str) -> Iterator[Submission]:
    """Wait until nobody else works on this form of this person, then say what came of it so far."""
    name = hashlib.sha256(f"{handle}:{token}".encode("ascii")).hexdigest()
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield Submission(descriptor)
    finally:
        os.close(descriptor)


def _folder() -> Path:
    work: Path = settings.WORK_DIR
    return work / "submissions"
