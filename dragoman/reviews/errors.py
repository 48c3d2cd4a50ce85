"""What a review can't do, in words."""

from __future__ import annotations


class SentenceChanged(ValueError):
    """The sentence is not, or no longer, as the person saw it."""


class ReasonTooShort(ValueError):
    """An override needs a reason that readers can understand."""
