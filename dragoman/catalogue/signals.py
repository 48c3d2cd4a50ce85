"""What the catalogue announces, inside the transaction of the change."""

from __future__ import annotations

from django.dispatch import Signal

name_changed = Signal()
"""Sent by the model (Channel, Speaker, Topic) with slug and name."""
channel_described = Signal()
"""Sent with channel: its country, its place in public lists, or anything else written of it changed."""
