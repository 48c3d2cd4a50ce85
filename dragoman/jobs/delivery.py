"""Handing a job's id to the queue engine, once the job is committed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import lru_cache, partial

import structlog
from django.conf import settings
from django.core.signals import setting_changed
from django.db import transaction

from dragoman.engines.queue.port import Queue, QueueUnavailable, connect

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def queue() -> Queue:
    """This process's queue. Nothing is opened before it is used."""
    return connect(settings.QUEUE_URL)


def deliver_on_commit(job_ids: Iterable[uuid.UUID]) -> None:
    for job_id in job_ids:
        transaction.on_commit(partial(_deliver, job_id))


def _deliver(job_id: uuid.UUID) -> None:
    """A broker that is down costs a moment, not the job: workers also look into the database."""
    try:
        queue().deliver(str(job_id))
    except QueueUnavailable as error:
        log.warning("job not announced to the broker", job=str(job_id), reason=str(error))


def _forget_queue(*, setting: str, **_: object) -> None:
    if setting == "QUEUE_URL":
        queue.cache_clear()


setting_changed.connect(_forget_queue)
