from __future__ import annotations

from django.dispatch import Signal

attachment_waiting = Signal()
"""Sent with attachment, after the transaction: it is to be scanned."""

delivery_unmarked = Signal()
"""Sent with delivery, after the transaction: a copy of an unpublished clip is to be marked."""
