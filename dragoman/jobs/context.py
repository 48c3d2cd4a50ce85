"""What a handler is given: its arguments, and the way to report and to stop."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Protocol

from dragoman.jobs.terms import BadJobArgs, Interruption, JobArgs, JobInterrupted


class Hold(Protocol):
    """The worker's side of a running job."""

    def report(self, permille: int, note: str) -> None:
        """Take note of progress."""

    def interruption(self) -> Interruption | None:
        """Why the handler should stop, if it should."""

    def hold_lease(self) -> None:
        """Lock the job's row for the rest of the transaction, or raise ``LeaseLost``."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """A running job as its handler sees it. It is also the ``Watch`` that engines ask for."""

    job_id: uuid.UUID
    chain: uuid.UUID
    kind: str
    args: JobArgs
    attempt: int
    requested_by: str
    hold: Hold

    def text(self, name: str) -> str:
        """The argument ``name``, which must be text."""
        value = self.args.get(name)
        if not isinstance(value, str):
            raise BadJobArgs(f"{self.kind} needs the text “{name}”.")
        return value

    def number(self, name: str) -> int:
        """The argument ``name``, which must be a whole number."""
        value = self.args.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadJobArgs(f"{self.kind} needs the number “{name}”.")
        return value

    def progress(self, permille: int, note: str = "") -> None:
        """Say how far this is, in thousandths. As often as you like: the latest is written at intervals."""
        self.hold.report(permille, note)

    def cancelled(self) -> bool:
        """True when the work should stop: cancelled, the lease lost, or the worker is being shut down."""
        return self.hold.interruption() is not None

    def checkpoint(self) -> None:
        """A safe place to stop. Raises ``JobInterrupted`` if the work should."""
        if self.cancelled():
            raise JobInterrupted(self.kind)

    def hold_lease(self) -> None:
        """Call first in the transaction that writes the result. Raises ``LeaseLost`` if the job is not ours.

        Until that transaction ends nobody can take the job away, so of two workers that believe they have
        it only the rightful one commits.
        """
        self.hold.hold_lease()
