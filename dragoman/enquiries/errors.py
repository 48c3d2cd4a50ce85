"""What may stand in the way, each with words for the person it happens to."""

from __future__ import annotations


class EnquiryRefused(ValueError):
    """What was sent can't be taken; the message says why."""


class TooManyEnquiries(EnquiryRefused):
    """More came from one place than a person writes."""


class IllegalStep(ValueError):
    """An enquiry can't become this from what it is."""


class FileRefused(EnquiryRefused):
    """An attachment is of a kind that is not taken."""


class DoubleBooked(ValueError):
    """The expert has something else at that time."""


class NotForThem(PermissionError):
    """The person may not do this; the message says who may."""
