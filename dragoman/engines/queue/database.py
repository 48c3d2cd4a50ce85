"""No broker at all: workers look into the database a few times a second."""

from __future__ import annotations

from threading import Event

POLL_S = 0.25


class DatabaseQueue:
    """The default. Delivery is the row itself, so there is nothing to carry."""

    def __init__(self, url: str = "database://") -> None:
        self._closed = Event()

    def deliver(self, job_id: str) -> None:
        """The row has been committed: that is the delivery."""

    def receive(self, timeout_s: float) -> str | None:
        self._closed.wait(min(timeout_s, POLL_S))
        return None

    def close(self) -> None:
        self._closed.set()
