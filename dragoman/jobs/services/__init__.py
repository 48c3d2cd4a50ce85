"""The commands of this stage, one file a purpose."""

from __future__ import annotations

from dragoman.jobs.services.leasing import (
    claim_job,
    heartbeat,
    hold_lease,
    reap_jobs_of,
    reap_lost_jobs,
    release_job,
)
from dragoman.jobs.services.queueing import queue_chain, queue_job
from dragoman.jobs.services.settling import fail_job, finish_job, refuse_job
from dragoman.jobs.services.steering import cancel_job, forget_settled_jobs, retry_job

__all__ = [
    "cancel_job",
    "claim_job",
    "fail_job",
    "finish_job",
    "forget_settled_jobs",
    "heartbeat",
    "hold_lease",
    "queue_chain",
    "queue_job",
    "reap_jobs_of",
    "reap_lost_jobs",
    "refuse_job",
    "release_job",
    "retry_job",
]
