"""A queue in this process's memory, for tests and for a demonstration without a broker."""

from __future__ import annotations

import queue

from dragoman.engines.queue.port import QueueUnavailable


class ScriptedQueue:
    """First in, first out. ``broken`` makes it a broker that is down, to see that nothing is lost."""

    def __init__(self, url: str = "scripted://") -> None:
        self._ids: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.broken = False

    def deliver(self, job_id: str) -> None:
        self._refuse_if_broken()
        self._ids.put(job_id)

    def receive(self, timeout_s: float) -> str | None:
        self._refuse_if_broken()
        try:
            return self._ids.get(timeout=timeout_s) if timeout_s > 0 else self._ids.get_nowait()
        except queue.Empty:
            return None

    def close(self) -> None:
        """Nothing is open."""

    def _refuse_if_broken(self) -> None:
        if self.broken:
            raise QueueUnavailable("The scripted queue plays a broker that is down.")
