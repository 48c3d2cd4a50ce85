"""The words of this stage: what a letter carries, how long it is tried, what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

ADDRESS_LENGTH = 254  # RFC 5321, 4.5.3.1.3
SLOT_LENGTH = 200
SUBJECT_LENGTH = 250

# Tried again after these pauses, then every four hours until ``PATIENCE`` is over (RFC 5321, 4.5.4.1).
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
LONGEST_PAUSE = timedelta(hours=4)
PATIENCE = timedelta(days=3)
# How long it is known to whom a letter went.
REMEMBERED = timedelta(days=30)


class LetterState(TextChoices):
    WAITING = "waiting", pgettext_lazy("letter", "waiting")
    SENT = "sent", pgettext_lazy("letter", "sent")
    REFUSED = "refused", pgettext_lazy("letter", "refused")


class BadLetter(ValueError):
    """The letter can't be sent as it is; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a letter: plain text, and the same as HTML (empty: none)."""

    subject: str
    text: str
    html: str = ""


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts in vain (1 and up)."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else LONGEST_PAUSE
