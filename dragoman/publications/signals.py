from __future__ import annotations

from django.dispatch import Signal

clip_published = Signal()
publication_corrected = Signal()
publication_withdrawn = Signal()
