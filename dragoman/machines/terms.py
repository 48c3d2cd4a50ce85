"""What a program may do with its token, and what goes wrong."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Nothing here opens what is not public: a token is a name, and a greater allowance under it."""

    READ = "read", _("read what is published")
    CHECK = "quote-check", _("check quotations")


class TokenRefused(ValueError):
    """The token asked for can't be made; the message says why."""


class Event(models.TextChoices):
    """What an address may ask to be told of."""

    PUBLISHED = "clip.published", _("a clip is published")
    UPDATED = "clip.updated", _("something is added to a clip")
    CORRECTED = "clip.corrected", _("a clip is corrected")
    WITHDRAWN = "clip.withdrawn", _("a clip is withdrawn")


TEST_EVENT = "webhook.test"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given up", _("given up")


class WebhookRefused(ValueError):
    """The address can't be told anything; the message says why."""


class CallFailed(Exception):
    """Nobody answered, or not where a stranger may be sent. The message is for the log of deliveries."""


RETRY_AFTER_S = (60, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 24 * 3600)
"""How long to wait after each attempt that failed; after the last one a delivery is given up."""
MOST_FAILURES = 3
"""Deliveries given up in a row, after which an address is told nothing more."""
OVERLAP_HOURS = 24
"""How long calls are signed with the secret before as well."""
