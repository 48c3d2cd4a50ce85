from __future__ import annotations

from django.dispatch import Signal

recording_received = Signal()
recording_prepared = Signal()
