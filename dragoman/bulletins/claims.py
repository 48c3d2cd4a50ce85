"""Deliveries in the hands of one sender at a time: claimed by id, settled one by one as the server answers."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from dragoman.bulletins.models import Delivery
from dragoman.bulletins.terms import CLAIM_MINUTES, DeliveryState

_PAUSES = (1, 5, 15, 60)
_LONGEST_PAUSE = 240
PATIENCE = timedelta(days=2)
"""A bulletin that could not be handed over until then is given up: the next one is due."""


def new_sender() -> str:
    """A name that says on which machine and in which process, so that others know when it is dead."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


@transaction.atomic
def claim(*, sender: str, most: int, now: datetime) -> list[int]:
    """Take the next that wait, the oldest first; nobody else gets them."""
    waiting = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    rows = list(waiting.values_list("pk", flat=True)[:most])
    Delivery.objects.filter(pk__in=rows).update(
        state=DeliveryState.CLAIMED, claimed_by=sender, claimed_at=timezone.now()
    )
    return rows


def keep_claim(*, sender: str, deliveries: Sequence[int]) -> set[int]:
    """Say again that these are in hand. Returns those that still are."""
    mine = Delivery.objects.filter(pk__in=deliveries, state=DeliveryState.CLAIMED, claimed_by=sender)
    mine.update(claimed_at=timezone.now())
    return set(mine.values_list("pk", flat=True))


def settle_sent(*, sender: str, delivery: int, at: datetime) -> None:
    """The server has taken it. One statement, durable when it returns: between the server's yes and this lies all
    that a mail can be sent twice for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE bulletins_delivery SET state = %s, settled_at = %s, attempts = attempts + 1, trouble = '',"
            " claimed_by = '' WHERE id = %s AND state = %s AND claimed_by = %s",
            [DeliveryState.SENT.value, _moment(at), delivery, DeliveryState.CLAIMED.value, sender],
        )


def settle(
    *, deliveries: Sequence[int], sender: str, state: DeliveryState, trouble: str, at: datetime
) -> None:
    """Refused or dropped, with the reason."""
    Delivery.objects.filter(pk__in=deliveries, state=DeliveryState.CLAIMED, claimed_by=sender).update(
        state=state, trouble=trouble[:500], settled_at=at, claimed_by=""
    )


def try_later(*, delivery: Delivery, sender: str, trouble: str, now: datetime) -> None:
    """Give it back with a pause that grows; given up when the next bulletin is long due."""
    attempts = delivery.attempts + 1
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.CLAIMED, claimed_by=sender)
    if now - delivery.made_at >= PATIENCE:
        mine.update(
            state=DeliveryState.REFUSED,
            trouble=trouble[:500],
            settled_at=now,
            attempts=attempts,
            claimed_by="",
        )
        return
    minutes = _PAUSES[attempts - 1] if attempts <= len(_PAUSES) else _LONGEST_PAUSE
    mine.update(
        state=DeliveryState.WAITING,
        trouble=trouble[:500],
        attempts=attempts,
        next_at=now + timedelta(minutes=minutes),
        claimed_by="",
    )


def give_back(*, sender: str, deliveries: Sequence[int], next_at: datetime | None = None) -> None:
    """Unsent and untried: for whoever comes next, or not before a moment."""
    mine = Delivery.objects.filter(pk__in=deliveries, state=DeliveryState.CLAIMED, claimed_by=sender)
    later = {"next_at": next_at} if next_at else {}
    mine.update(state=DeliveryState.WAITING, claimed_by="", **later)


def release_dead() -> int:
    """Give back what dead senders had claimed: at once where their process was on this machine, else in its time."""
    claimed = Delivery.objects.filter(state=DeliveryState.CLAIMED)
    over = claimed.filter(claimed_at__lt=timezone.now() - timedelta(minutes=CLAIM_MINUTES))
    released = over.update(state=DeliveryState.WAITING, claimed_by="")
    for sender in claimed.order_by().values_list("claimed_by", flat=True).distinct():
        if _is_dead(sender):
            released += claimed.filter(claimed_by=sender).update(state=DeliveryState.WAITING, claimed_by="")
    return released


def _is_dead(sender: str) -> bool:
    host, _colon, rest = sender.partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:60] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _moment(at: datetime) -> str | datetime | None:
    """As the database at hand keeps moments."""
    return connection.ops.adapt_datetimefield_value(at)
