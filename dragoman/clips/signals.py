from __future__ import annotations

from django.dispatch import Signal

clip_made = Signal()
clip_cut = Signal()
