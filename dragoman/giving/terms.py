"""The words of this stage: states of gifts and of monthly promises, what goes wrong, how far patience goes."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 3
"""After so many charges in vain a monthly gift ends."""
PATIENCE = timedelta(days=10)
"""How long after its day a transfer may arrive before it counts as missed."""
FORGOTTEN_AFTER = timedelta(days=60)
"""When a promise that no money followed is taken for dropped."""
MOST_BEGUN_PER_HOUR = 8
MOST_FAILED_PER_DAY = 5
NAME_LENGTH = 120
ADDRESS_LENGTH = 400
DEDICATION_LENGTH = 200


class GiftState(models.TextChoices):
    PENDING = "pending", _("waiting for the money")
    SUCCEEDED = "succeeded", _("received")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("dropped")
    DISPUTED = "disputed", _("disputed")
    PART_REFUNDED = "part refunded", _("refunded in part")
    REFUNDED = "refunded", _("refunded")
    LOST = "lost", _("taken back in a dispute")


HAD = (GiftState.SUCCEEDED, GiftState.DISPUTED, GiftState.PART_REFUNDED, GiftState.REFUNDED, GiftState.LOST)
"""States of gifts whose money arrived once."""


class PledgeState(models.TextChoices):
    PENDING = "pending", _("not begun")
    ACTIVE = "active", _("running")
    PAST_DUE = "past due", _("overdue")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("cancelled")
    ENDED = "ended", _("ended")


OVER = (PledgeState.CANCELLED, PledgeState.ENDED)


class EndedBy(models.TextChoices):
    DONOR = "donor", _("by the donor")
    DESK = "desk", _("by the desk")
    PROVIDER = "provider", _("by the provider")
    TRIES = "tries", _("after three charges in vain")
    DROPPED = "dropped", _("no money came")


class EventState(models.TextChoices):
    APPLIED = "applied", _("applied")
    SET_ASIDE = "set aside", _("fits nothing yet")
    NO_CONCERN = "no concern", _("of no concern")


class PaperKind(models.TextChoices):
    RECEIPT = "receipt", _("receipt")
    CREDIT_NOTE = "credit note", _("credit note")


class RefundState(models.TextChoices):
    ASKED = "asked", _("asked for")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class LineState(models.TextChoices):
    OPEN = "open", _("not matched")
    MATCHED = "matched", _("matched")
    IGNORED = "ignored", _("no gift")


class BlockKind(models.TextChoices):
    EMAIL = "email", _("e-mail address")
    DOMAIN = "domain", _("e-mail domain")
    NETWORK = "network", _("network address")


class GivingRefused(ValueError):
    """It can't be given or changed like this; the message says why, for the person who asked."""


class TooManyTries(GivingRefused):
    """Too much came from one place: somebody may be trying cards."""


class PledgeIsOver(GivingRefused):
    """The monthly gift has ended; nothing about it changes any more."""


class NotMatched(GivingRefused):
    """The money does not fit the gift."""
