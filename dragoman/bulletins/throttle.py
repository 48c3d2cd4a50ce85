"""How many mails a minute go to the addresses of one domain."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

Clock = Callable[[], float]


class Throttle:
    """A bucket for each domain, refilled all the time; ``per_minute`` of 0 holds nothing back. Safe between threads."""

    def __init__(self, per_minute: int, clock: Clock = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> timedelta | None:
        """None when a mail may go now, and is counted; else how long to wait."""
        if not self._per_minute:
            return None
        domain, now = address.rpartition("@")[2].lower(), self._clock()
        rate = self._per_minute / 60
        with self._lock:
            level, since = self._buckets.get(domain, (float(self._most), now))
            level = min(float(self._most), level + (now - since) * rate)
            if level >= 1:
                self._buckets[domain] = (level - 1, now)
                return None
            self._buckets[domain] = (level, now)
        return timedelta(seconds=max(1.0, (1 - level) / rate))

    @property
    def _most(self) -> int:
        """A tenth of a minute's mails may go at once."""
        return max(1, self._per_minute // 10)
