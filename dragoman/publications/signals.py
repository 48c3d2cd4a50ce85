from __future__ import annotations

from django.dispatch import Signal

clip_published = Signal()
publication_corrected = Signal()
"""Sent with number, from_edition, to_edition, cues (labels), kind and note."""
publication_withdrawn = Signal()
visibility_changed = Signal()
"""Sent with the publication inside the transaction in which it is listed, restricted or its film blocked, or no
longer: readers see it otherwise, and there is no new edition."""
release_held_back = Signal()
"""Sent with the release inside the transaction that notes it: its moment came, and the clip was not published."""
release_nears = Signal()
"""Sent with the release inside the transaction that notes it: the embargo ends within a day."""
listing_changed = Signal()
"""Sent with the publication inside the transaction that changes its place in lists, or its number's line there."""
