"""What this stage announces, once it is committed."""

from __future__ import annotations

from django.dispatch import Signal

# A job will not run again: it succeeded, failed for good or was cancelled. Sent with ``job``.
job_settled = Signal()
