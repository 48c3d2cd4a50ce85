from __future__ import annotations

from django.dispatch import Signal

delivery_waiting = Signal()
"""Sent with the delivery inside the transaction that wants it sent at its ``next_at``."""
webhook_disabled = Signal()
"""Sent with the webhook and the reason inside the transaction that gives an address up."""
