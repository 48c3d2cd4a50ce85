"""What the imprint announces, inside the transaction of the change."""

from __future__ import annotations

from django.dispatch import Signal

standing_changed = Signal()
"""Every page says something else of the site from now on: its imprint, or the pages it leads to."""
