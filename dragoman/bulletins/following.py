"""Corrections to clips that readers were sent: when everyone who has the old words was told, that is written down."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from dragoman.bulletins.history import WHOM
from dragoman.bulletins.models import Delivery
from dragoman.bulletins.selectors import written_to
from dragoman.bulletins.terms import DeliveryState
from dragoman.corrections.models import Notice
from dragoman.corrections.selectors import notices_waiting
from dragoman.corrections.services import mark_told
from dragoman.corrections.terms import RecipientKind

_OPEN = (DeliveryState.WAITING, DeliveryState.CLAIMED, DeliveryState.HELD)


def settle_notices(*, now: datetime, most: int = 500) -> int:
    """Mark the notices told whose readers have all had a bulletin since, or get none any more. How many.

    The bulletins themselves ask who was sent a clip (see ``history``); this says when it is done.
    """
    settled = 0
    for notice in notices_waiting([RecipientKind.MAIL]).filter(recipient__whom__startswith=WHOM)[:most]:
        if not _untold(notice, now):
            settled += mark_told(notice=notice)
    return settled


def _untold(notice: Notice, now: datetime) -> bool:
    """Whether somebody who was sent the clip, and may be written to, waits for the bulletin that tells them."""
    key = notice.recipient.whom.removeprefix(WHOM)
    sent = Delivery.objects.filter(issue__key=key, state=DeliveryState.SENT, subscriber=OuterRef("pk"))
    later = Delivery.objects.filter(subscriber=OuterRef("pk"), until__gte=notice.made_at)
    told = later.filter(state=DeliveryState.SENT)
    on_the_way = later.filter(state__in=_OPEN)
    has_next = Q(daily_due_at__isnull=False) | Q(weekly_due_at__isnull=False)
    waiting = written_to(now).filter(Exists(sent)).exclude(Exists(told))
    return waiting.filter(has_next | Q(Exists(on_the_way))).exists()
