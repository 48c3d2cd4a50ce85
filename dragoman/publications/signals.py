from __future__ import annotations

from django.dispatch import Signal

clip_published = Signal()
publication_corrected = Signal()
"""Sent with number, from_edition, to_edition, cues (labels), kind and note."""
publication_withdrawn = Signal()
listing_changed = Signal()
"""Sent with the publication inside the transaction that changes its place in lists, or its number's line there."""
