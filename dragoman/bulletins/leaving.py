"""A reader leaves: effective at once, told in a receipt from which the owner of the mailbox can undo it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.bulletins.confirming import want_all, wants_of
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.links import Left, bulletins_path, left_by
from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.terms import (
    UNDO_DAYS,
    ConsentStep,
    EndedBy,
    LinkOver,
    SubscriberState,
    SubscriptionState,
)
from dragoman.bulletins.wants import Want
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written

_SALT = "bulletins.undo"
_OVER = (SubscriberState.COMPLAINED, SubscriberState.BOUNCED_HARD, SubscriberState.ERASED)


@dataclass(frozen=True, slots=True)
class Gone:
    """What a link would end, for the page with the button; empty where nothing of it is left."""

    subscriber: Subscriber
    wants: tuple[Want, ...]


def would_end(token: str) -> Gone | None:
    """None for a token that was never ours."""
    left = left_by(token)
    return Gone(left.subscriber, tuple(_want(one) for one in _ended_by(left))) if left else None


@transaction.atomic
def leave(*, token: str, where: Circumstance) -> None:
    """End what the link is for. Nothing is said of a token that is not ours, or was used before."""
    left = left_by(token)
    if left is not None:
        end(subscriber=left.subscriber, subscriptions=_ended_by(left), where=where)


@transaction.atomic
def end(*, subscriber: Subscriber, subscriptions: Iterable[Subscription], where: Circumstance) -> list[Want]:
    """End subscriptions of one reader, write it into the proof and mail the receipt. Those ended before stay so."""
    now = datetime.now(UTC)
    fresh = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    rows = Subscription.objects.filter(
        pk__in=[one.pk for one in subscriptions], subscriber=fresh, state=SubscriptionState.ACTIVE
    )
    wants = [_want(one) for one in rows.order_by("pk")]
    if not wants:
        return []
    rows.update(state=SubscriptionState.ENDED, ended_at=now, ended_by=EndedBy.READER)
    if not wants_of(fresh) and fresh.state not in _OVER:
        fresh.state, fresh.unsubscribed_at, fresh.paused_until = SubscriberState.UNSUBSCRIBED, now, None
        fresh.save(update_fields=["state", "unsubscribed_at", "paused_until"])
    renew_due(fresh, now)
    note_step(step=ConsentStep.WITHDRAWN, mark=fresh.mark, where=where, wants=wants)
    if fresh.state not in _OVER:
        _send_receipt(fresh, wants, now)
    return wants


def undone_by(token: str) -> tuple[Subscriber, list[Want]] | None:
    """Whose receipt it was, and what comes back; None for a link that is over."""
    try:
        said: dict[str, Any] = signing.loads(token.replace("~", ":"), salt=_SALT, max_age=UNDO_DAYS * 86_400)
    except signing.BadSignature:
        return None
    found = Subscriber.objects.filter(pk=said["reader"]).exclude(normal=None).exclude(state__in=_OVER).first()
    at = datetime.fromisoformat(said["at"])
    if found is None:
        return None
    rows = found.subscriptions.filter(state=SubscriptionState.ENDED, ended_by=EndedBy.READER, ended_at=at)
    return found, [_want(one) for one in rows.order_by("pk")]


@transaction.atomic
def undo(*, token: str, where: Circumstance) -> Subscriber:
    """Take a leave back, by the link in its receipt; twice changes nothing. Raises ``LinkOver``."""
    found = undone_by(token)
    if found is None:
        raise LinkOver(_("This link is too old, or was never one of ours. Ask for a new one."))
    subscriber, wants = Subscriber.objects.select_for_update().get(pk=found[0].pk), found[1]
    if wants:
        now = datetime.now(UTC)
        want_all(subscriber=subscriber, wants=wants, now=now)
        if subscriber.state == SubscriberState.UNSUBSCRIBED:
            subscriber.state, subscriber.unsubscribed_at = SubscriberState.ACTIVE, None
            subscriber.save(update_fields=["state", "unsubscribed_at"])
        renew_due(subscriber, now)
        note_step(step=ConsentStep.RESTORED, mark=subscriber.mark, where=where, wants=wants)
    return subscriber


def _ended_by(left: Left) -> list[Subscription]:
    if left.subscription is not None:
        return [left.subscription] if left.subscription.state == SubscriptionState.ACTIVE else []
    rows = left.subscriber.subscriptions.filter(state=SubscriptionState.ACTIVE).order_by("pk")
    return list(rows.filter(cadence=left.cadence) if left.cadence else rows)


def _want(one: Subscription) -> Want:
    return Want(one.about, one.value, one.cadence, one.label)


def _send_receipt(subscriber: Subscriber, wants: list[Want], now: datetime) -> None:
    said = signing.dumps({"reader": subscriber.pk, "at": now.isoformat()}, salt=_SALT).replace(":", "~")
    language = subscriber.language
    words = {
        "names": [want_name(want, language) for want in wants],
        "address": settings.SITE_URL + bulletins_path(f"undo/{said}", language),
        "days": UNDO_DAYS,
        "is_all": subscriber.state == SubscriberState.UNSUBSCRIBED,
    }
    post_letter(
        to=subscriber.address,
        written=written("bulletins/letters/left.txt", words, language),
        slot=f"bulletins:left:{subscriber.pk}:{now:%Y%m%d%H%M%S%f}",
        language=language,
    )
