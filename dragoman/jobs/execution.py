"""Doing one claimed job, and recording how it ended."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial

import structlog
from django.utils.translation import gettext as _
from structlog.contextvars import bound_contextvars

from dragoman.jobs.context import JobContext
from dragoman.jobs.models import Job
from dragoman.jobs.patience import close_stale_connections, patiently
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.registry import Handling, handling_of
from dragoman.jobs.services import fail_job, finish_job, refuse_job, release_job
from dragoman.jobs.terms import Interruption, Lease, LeaseLost

log = structlog.get_logger(__name__)
Ending = Callable[[], Job]


def execute(job: Job, pulse: Pulse) -> None:
    """Run the handler of a claimed job. Its errors are recorded, never raised."""
    with bound_contextvars(job=str(job.pk), kind=job.kind, attempt=job.attempt):
        close_stale_connections()
        try:
            with pulse:
                ending = _run(job, pulse)
                settled = patiently(ending, for_s=pulse.lease.seconds)
            log.info("job ended", state=str(settled.state))
        except LeaseLost:
            log.warning("lease lost: another worker has this job, nothing was recorded")
        finally:
            close_stale_connections()


def _run(job: Job, pulse: Pulse) -> Ending:
    handling = handling_of(job.kind)
    try:
        handling.handler(_context(job, pulse))
    except Exception as error:  # noqa: BLE001  process edge: whatever a handler raises ends its attempt, not the worker
        return _after_error(error, handling, pulse)
    except BaseException:  # Ctrl-C: give the job back before going
        patiently(partial(release_job, lease=pulse.lease), for_s=2.0)
        raise
    return partial(finish_job, lease=pulse.lease)


def _after_error(error: Exception, handling: Handling, pulse: Pulse) -> Ending:
    """How a job ends whose handler raised ``error``, which may only be its way of stopping when asked to."""
    lease, why = pulse.lease, pulse.interruption()
    if why is Interruption.LOST or isinstance(error, LeaseLost):
        raise LeaseLost from error
    detail = "".join(traceback.format_exception(error))
    refused = isinstance(error, handling.refuses)
    if why is Interruption.CANCELLED:
        return partial(fail_job, lease=lease, error="", detail=detail)
    if why is Interruption.STOPPING and not refused:
        return partial(release_job, lease=lease)
    if refused:
        log.warning("job refused", reason=str(error))
        return partial(refuse_job, lease=lease, reason=str(error), detail=detail)
    log.exception("job failed", exc_info=error)
    return partial(fail_job, lease=lease, error=_in_words(error), detail=detail)


def _in_words(error: Exception) -> str:
    return _("This step stopped with an unexpected error: %(name)s: %(message)s") % {
        "name": type(error).__name__,
        "message": str(error)[:500] or "—",
    }


def _context(job: Job, pulse: Pulse) -> JobContext:
    return JobContext(
        job_id=job.pk,
        chain=job.chain,
        kind=job.kind,
        args=job.args,
        attempt=job.attempt,
        requested_by=job.requested_by,
        hold=pulse,
    )


def lease_of(job: Job, seconds: float) -> Lease:
    """The lease that claiming ``job`` has just made."""
    if job.lease_token is None:
        raise LeaseLost(f"The job {job.pk} is {job.state}: nobody holds a lease on it.")
    return Lease(job_id=job.pk, token=job.lease_token, seconds=seconds)
