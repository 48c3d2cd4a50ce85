from __future__ import annotations

from django.dispatch import Signal

report_received = Signal()
report_decided = Signal()
"""Both sent with report, after the transaction."""
