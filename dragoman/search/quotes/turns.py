"""Taking turns: an article costs as much as many sentences, so few are checked at once and single sentences pass."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LONG = 1_500
_ARTICLES = threading.BoundedSemaphore(2)
_PATIENCE_SECONDS = 3


class Busy(Exception):
    """Others are being served; try again."""


@contextmanager
def turn(length: int) -> Iterator[None]:
    """Wait a little for one of the places for long texts. Raises ``Busy``."""
    if length <= _LONG:
        yield
        return
    if not _ARTICLES.acquire(timeout=_PATIENCE_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _ARTICLES.release()
