"""The words of this stage: states, leases, back-off and what can go wrong."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Arguments are ids and text: what a job is about is fetched when it runs, not carried.
JobArg = str | int | bool | None
JobArgs = Mapping[str, JobArg]

MAX_ATTEMPTS = 5
# Workers that died over one job. More are forgiven than errors, since machines are restarted for many reasons;
# not all, since it may be the job that kills them.
MAX_LOSSES = 12
BACKOFF_FIRST_S = 2.0
BACKOFF_MOST_S = 600.0


class JobState(TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    SUCCEEDED = "succeeded", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)
SETTLED_STATES = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)


class JobRefused(Exception):
    """The job can't succeed however often it is tried. The message is for people and says why."""


class JobInterrupted(Exception):
    """Raised inside a handler at a checkpoint: stop here, the worker knows why."""


class LeaseLost(Exception):
    """This worker's lease ran out and the job is somebody else's: nothing was written."""


class BadJobArgs(ValueError):
    """The arguments are more than ids and text."""


class UnknownJobKind(LookupError):
    """No handler is registered for this kind of work."""


class JobCannotFollow(Exception):
    """The job to wait for has failed or was cancelled, so nothing can follow it."""


class SlotTaken(Exception):
    """An open job already holds the slot."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One worker's hold on one job. A newer lease has another token, and the old one writes nothing more."""

    job_id: uuid.UUID
    token: uuid.UUID
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    permille: int
    note: str = ""


class Interruption(Enum):
    """Why a running handler should stop."""

    CANCELLED = "cancelled"
    LOST = "lost"
    STOPPING = "stopping"


@dataclass(frozen=True, slots=True)
class Conditions:
    """When a job may start, and beside what.

    ``slot``: at most one open job holds it. ``after``: waits until that job has succeeded, and is cancelled
    if it fails. ``chain``: the group it is shown and cancelled with (``after`` brings its own).
    """

    slot: str = ""
    after: uuid.UUID | None = None
    chain: uuid.UUID | None = None
    run_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One job of a chain."""

    kind: str
    args: JobArgs = field(default_factory=dict)


def checked_args(args: JobArgs) -> dict[str, JobArg]:
    """A copy of ``args`` that JSON gives back unchanged. Raises ``BadJobArgs``."""
    for name, value in args.items():
        if not isinstance(name, str) or not isinstance(value, JobArg):
            raise BadJobArgs(f"The argument “{name}” is {type(value).__name__}: pass an id or text.")
    return dict(args)


def loss_pause(losses: int) -> timedelta:
    """How long a job rests that has cost so many workers: not at all at first, then long enough to let others by."""
    return timedelta(seconds=min(5, max(0, losses - 2)))


def backoff(attempt: int) -> timedelta:
    """How long to wait after the given failed attempt: doubling, at most ten minutes, spread by half.

    The spread keeps jobs that failed together (a full disk, a database restart) from coming back together.
    """
    longest = min(BACKOFF_MOST_S, BACKOFF_FIRST_S * 2.0 ** min(attempt - 1, 30))
    return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311  no secret
