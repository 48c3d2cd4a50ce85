"""What can be wrong with a clip, in words."""

from __future__ import annotations


class ClipIsLocked(ValueError):
    """The clip is published: it changes only by a new edition."""


class BeyondTheRecording(ValueError):
    """The span is not inside the recording."""


class NoTitle(ValueError):
    """A clip needs a title."""
