"""How often who may ask: a bucket that fills evenly, so that nobody waits for a minute to be over."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from math import ceil

_WINDOW_S = 60.0
_MOST_KEYS = 100_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one question: in how many seconds the next is answered, and in how many all may be asked again."""

    is_allowed: bool
    most: int
    remaining: int
    wait_s: int
    full_s: int

    @property
    def headers(self) -> dict[str, str]:
        """As ``draft-ietf-httpapi-ratelimit-headers`` writes them; ``Retry-After`` only where one must wait."""
        told = {
            "RateLimit-Policy": f'"requests";q={self.most};w={int(_WINDOW_S)}',
            "RateLimit": f'"requests";r={self.remaining};t={self.wait_s if not self.is_allowed else self.full_s}',
        }
        return told if self.is_allowed else {**told, "Retry-After": str(self.wait_s)}


class Allowance:
    """Each key's place in time (GCRA): one number a key, in the memory of the process."""

    def __init__(self) -> None:
        self._due: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable, most: int, now: float) -> Taken:
        """One question of ``most`` a minute, asked at ``now`` (seconds of a clock that never goes back)."""
        each = _WINDOW_S / most
        with self._lock:
            due = max(self._due.get(key, now), now)
            is_allowed = due + each - now <= _WINDOW_S + 1e-6
            if is_allowed:
                due += each
                self._due[key] = due
                self._due.move_to_end(key)
                while len(self._due) > _MOST_KEYS:
                    self._due.popitem(last=False)
        remaining = int((_WINDOW_S - (due - now)) / each + 1e-6)
        wait = 0 if is_allowed else max(1, ceil(due + each - now - _WINDOW_S))
        return Taken(is_allowed, most, max(0, remaining), wait, ceil(due - now))

    def clear(self) -> None:
        with self._lock:
            self._due.clear()
