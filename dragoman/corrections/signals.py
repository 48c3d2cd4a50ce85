from __future__ import annotations

from django.dispatch import Signal

report_received = Signal()
report_decided = Signal()
"""Both sent with report, after the transaction."""

use_received = Signal()
use_decided = Signal()
"""Both sent with use, after the transaction."""
