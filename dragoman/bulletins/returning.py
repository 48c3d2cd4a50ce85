"""What a mail that came back means for whoever it was sent to: soft, hard, a complaint. Twice changes nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from dragoman.bulletins.coming_back import CameBack, Read, WantsToLeave
from dragoman.bulletins.consent import Circumstance
from dragoman.bulletins.leaving import leave
from dragoman.bulletins.models import Delivery, Subscriber, Suppression
from dragoman.bulletins.terms import (
    MOST_SOFT_BOUNCES,
    DeliveryState,
    Returned,
    SubscriberState,
    SuppressedBecause,
)

_MAY_BOUNCE = (SubscriberState.ACTIVE, SubscriberState.PAUSED, SubscriberState.BOUNCED_SOFT)
_NO_SUCH_ADDRESS = re.compile(r"\b5\.1\.(1|2|3|6|10)\b|\b5\.2\.1\b", re.ASCII)
_QUIET = timedelta(days=3)
"""A mail that has not come back by then has arrived."""
_TRIED = (DeliveryState.SENT, DeliveryState.REFUSED)
_GRAVITY = {"": 0, Returned.SOFT.value: 1, Returned.HARD.value: 2, Returned.COMPLAINT.value: 3}


def take_back(*, read: Read) -> bool:
    """Do what a mail to our mailbox asks for. False for one that asks for nothing."""
    if isinstance(read, WantsToLeave):
        leave(token=read.token, where=Circumstance(form_path="List-Unsubscribe"))
        return True
    if isinstance(read, CameBack):
        return note_return(came_back=read)
    return False


@transaction.atomic
def note_return(*, came_back: CameBack) -> bool:
    """Write down that a mail came back; only what is graver than what is known already changes anything."""
    delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=came_back.delivery).first()
    if delivery is None or _GRAVITY[came_back.what] <= _GRAVITY[delivery.returned]:
        return False
    reader = Subscriber.objects.select_for_update().get(pk=delivery.subscriber_id)
    delivery.returned, delivery.trouble = came_back.what, came_back.said[:500]
    delivery.save(update_fields=["returned", "trouble"])
    if came_back.what == Returned.COMPLAINT:
        _suppress(reader, SubscriberState.COMPLAINED, SuppressedBecause.COMPLAINT)
    elif came_back.what == Returned.HARD:
        _suppress(reader, SubscriberState.BOUNCED_HARD, SuppressedBecause.HARD_BOUNCE)
    else:
        _count_soft(reader, delivery)
    return True


@transaction.atomic
def note_refused(*, delivery: int, said: str) -> bool:
    """Our own mail server would not take it for this address. For good only where it says that there is none:
    a server that takes nothing from us must not cost us all our readers."""
    what = Returned.HARD if _NO_SUCH_ADDRESS.search(said) else Returned.SOFT
    return note_return(came_back=CameBack(delivery, what, said))


def forgive_soft(*, now: datetime) -> int:
    """Readers whose latest mail has not come back for days are as good as any other. How many."""
    quiet = Subscriber.objects.filter(state=SubscriberState.BOUNCED_SOFT)
    forgiven = 0
    for reader in quiet.iterator(chunk_size=500):
        last = reader.deliveries.filter(state=DeliveryState.SENT).order_by("-pk").first()
        if last and last.settled_at and not last.returned and last.settled_at < now - _QUIET:
            forgiven += Subscriber.objects.filter(pk=reader.pk, state=SubscriberState.BOUNCED_SOFT).update(
                state=SubscriberState.ACTIVE, soft_bounces=0
            )
    return forgiven


def _count_soft(reader: Subscriber, delivery: Delivery) -> None:
    """In a row: a mail before it that did arrive begins the count anew. After so many the address is given up."""
    if reader.state not in _MAY_BOUNCE:
        return
    before = reader.deliveries.filter(pk__lt=delivery.pk, state__in=_TRIED).order_by("-pk").first()
    reader.soft_bounces = reader.soft_bounces + 1 if before and before.returned else 1
    if reader.soft_bounces >= MOST_SOFT_BOUNCES:
        _suppress(reader, SubscriberState.BOUNCED_HARD, SuppressedBecause.HARD_BOUNCE)
        return
    if reader.state == SubscriberState.ACTIVE:
        reader.state = SubscriberState.BOUNCED_SOFT
    reader.save(update_fields=["soft_bounces", "state"])


def _suppress(reader: Subscriber, state: SubscriberState, because: SuppressedBecause) -> None:
    """By the keyed hash of the address, so that it holds when everything else is erased."""
    if reader.state == SubscriberState.ERASED or not reader.mark:
        return
    try:
        with transaction.atomic():
            Suppression.objects.create(mark=reader.mark, because=because, at=datetime.now(UTC))
    except IntegrityError:
        pass  # it stands already, perhaps for a graver reason
    reader.state = state
    reader.save(update_fields=["state", "soft_bounces"])
