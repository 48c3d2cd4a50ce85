"""Redis and RabbitMQ through kombu, chosen by the address."""

from __future__ import annotations

import time
from threading import Lock
from typing import Any

import kombu
from kombu.exceptions import ContentDisallowed, DecodeError, OperationalError

from dragoman.engines.queue.port import QueueUnavailable

NAME = "dragoman.jobs"
CONNECT_TIMEOUT_S = 2.0
# While a broker is down, one request in a while pays for finding out; the others pass it by.
PAUSE_S = 5.0
_REDIS_OPTIONS = {"socket_connect_timeout": CONNECT_TIMEOUT_S, "socket_timeout": 10.0, "max_retries": 1}
_AMQP_OPTIONS = {"max_retries": 1}

_kombu: Any = kombu  # Any: kombu carries no types


class KombuQueue:
    """One connection to deliver and one to receive, each opened at first use and again after a failure."""

    def __init__(self, url: str) -> None:
        self._sending = _Line(url)
        self._receiving = _Line(url)

    def deliver(self, job_id: str) -> None:
        self._sending.put(job_id)

    def receive(self, timeout_s: float) -> str | None:
        return self._receiving.get(timeout_s)

    def close(self) -> None:
        self._sending.close()
        self._receiving.close()


class _Line:
    """A connection with its queue. kombu's are not safe between threads, so each use holds the lock."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = Lock()
        self._connection: Any = None  # Any: kombu carries no types
        self._queue: Any = None
        self._paused_until = 0.0

    def put(self, job_id: str) -> None:
        with self._lock:
            was_open = self._queue is not None
            try:
                self._put_once(job_id)
            except QueueUnavailable:
                if not was_open:
                    raise
                # A connection that idled may have been closed from the other side: try a fresh one.
                self._paused_until = 0.0
                self._put_once(job_id)

    def get(self, timeout_s: float) -> str | None:
        with self._lock:
            self._open()
            try:
                message = self._queue.get(block=timeout_s > 0, timeout=timeout_s)
                # Taken at once: the lease in the database, not the broker, holds the job while it runs.
                message.ack()
                payload = message.payload
            except self._queue.Empty:
                return None
            except (ContentDisallowed, DecodeError):
                return None
            except self._errors() as error:
                raise self._broken(error) from error
        return payload if isinstance(payload, str) else None

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _put_once(self, job_id: str) -> None:
        self._open()
        try:
            self._queue.put(job_id, serializer="json", retry=False)
        except self._errors() as error:
            raise self._broken(error) from error

    def _open(self) -> None:
        if self._queue is not None:
            return
        if time.monotonic() < self._paused_until:
            raise QueueUnavailable("The broker did not answer a moment ago.")
        options = _REDIS_OPTIONS if self._url.startswith("redis") else _AMQP_OPTIONS
        self._connection = _kombu.Connection(
            self._url, connect_timeout=CONNECT_TIMEOUT_S, transport_options=options
        )
        try:
            self._connection.ensure_connection(max_retries=1, interval_start=0.1, timeout=CONNECT_TIMEOUT_S)
            self._queue = self._connection.SimpleQueue(NAME, accept=["json"])
            # A busy worker must not sit on ids that others could take.
            self._queue.consumer.qos(prefetch_count=1)
            # What somebody else wrote into our queue is taken out of the way.
            self._queue.consumer.on_decode_error = lambda message, _: message.ack()
        except self._errors() as error:
            raise self._broken(error) from error

    def _errors(self) -> tuple[type[Exception], ...]:
        connection = self._connection
        return (OperationalError, OSError, *connection.connection_errors, *connection.channel_errors)

    def _broken(self, error: Exception) -> QueueUnavailable:
        self._drop()
        self._paused_until = time.monotonic() + PAUSE_S
        return QueueUnavailable(f"The broker can't be reached ({type(error).__name__}: {error}).")

    def _drop(self) -> None:
        connection, self._queue, self._connection = self._connection, None, None
        if connection is not None:
            connection.release()
