"""What every queue engine promises, and the one address that chooses among them."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol
from urllib.parse import urlsplit


class QueueUnavailable(Exception):
    """The broker can't be reached just now. The job is safe: workers find it in the database."""


class UnknownQueue(ValueError):
    """The address names no queue engine that is known or installed."""


class Queue(Protocol):
    """Carries job ids from those who queue work to those who do it."""

    def deliver(self, job_id: str) -> None:
        """Tell one waiting worker of a job. Raises ``QueueUnavailable``; safe to call from any thread."""

    def receive(self, timeout_s: float) -> str | None:
        """The next id, or ``None`` when none came. May return early, never much later than ``timeout_s``."""

    def close(self) -> None:
        """Let go of the broker. Closing twice is harmless."""


# By name, so that a broker's library is loaded only where it is used.
ADAPTERS = {
    "database": "dragoman.engines.queue.database.DatabaseQueue",
    "scripted": "dragoman.engines.queue.scripted.ScriptedQueue",
    "redis": "dragoman.engines.queue.kombu_broker.KombuQueue",
    "rediss": "dragoman.engines.queue.kombu_broker.KombuQueue",
    "amqp": "dragoman.engines.queue.kombu_broker.KombuQueue",
    "amqps": "dragoman.engines.queue.kombu_broker.KombuQueue",
}


def connect(url: str) -> Queue:
    """The queue at ``database://``, ``redis://host:6379/0`` or ``amqp://user:password@host:5672//``.

    Nothing is opened before the first use, so a broker that is down never stops a start.
    """
    scheme = urlsplit(url).scheme
    if scheme not in ADAPTERS:
        raise UnknownQueue(f"“{scheme}” is no queue: write database://, redis:// or amqp://.")
    module, _, name = ADAPTERS[scheme].rpartition(".")
    try:
        adapter = getattr(import_module(module), name)
    except ImportError as error:
        raise UnknownQueue(
            f"{scheme}:// needs the library “{error.name}”: install dragoman[queue]."
        ) from error
    queue: Queue = adapter(url)
    return queue
