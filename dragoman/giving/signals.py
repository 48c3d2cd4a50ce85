"""What this stage announces, always within the transaction, so that what follows is queued with it or not at all."""

from __future__ import annotations

from django.dispatch import Signal

receipt_issued = Signal()
"""Sent with paper: a receipt that its donor is to get."""

refund_asked = Signal()
"""Sent with refund."""

pledge_told = Signal()
"""Sent with pledge and act (cancel, pause, resume, change): the provider must hear it too."""
