"""What keeps a clip from being published, in words."""

from __future__ import annotations


class NotPublishable(ValueError):
    """The clip is not ready; the message says what is missing."""


class HeldBack(NotPublishable):
    """Findings stand that nobody decided to let pass; the message names the first few."""


class BadRelease(ValueError):
    """The clip can't be published at that moment; the message says why."""


class BadRestriction(ValueError):
    """Something is missing that readers have to be told; the message says what."""


class IllegalTransition(ValueError):
    """The clip can't go from its state to that one."""


class NoSuchNumber(LookupError):
    """No clip has, or ever had, this number."""


class NoSurvivor(NotPublishable):
    """What a clip is said to be a duplicate of is not there for readers."""


class AddressRefused(ValueError):
    """The address of a former site can't lead to the clip; the message says why."""


class NumberTaken(ValueError):
    """Another clip has this number."""
