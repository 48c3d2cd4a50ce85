"""Reading who the programs are, and what they were told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from dragoman.machines.models import Delivery, Token, Webhook
from dragoman.machines.terms import DeliveryState

_PATIENCE = timedelta(minutes=5)


def tokens() -> QuerySet[Token]:
    """Those that hold first, then the revoked; the latest first."""
    return Token.objects.select_related("made_by").order_by("revoked_at", "-pk")


def webhooks() -> QuerySet[Webhook]:
    """With the moment of the last call to each."""
    return Webhook.objects.annotate(last_at=Max("deliveries__calls__at")).order_by("pk")


def deliveries_of(webhook: Webhook, most: int = 50) -> list[Delivery]:
    """The latest first, each with its calls at hand."""
    return list(webhook.deliveries.prefetch_related("calls").order_by("-pk")[:most])


def overdue_deliveries(now: datetime) -> QuerySet[Delivery]:
    """Those that should have been sent some minutes ago, to addresses that are told things."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lt=now - _PATIENCE)
    return waiting.filter(webhook__disabled_at=None).order_by("pk")
