"""The button behind a mailed link is pressed: what was asked for is now wanted, and the proof says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.bulletins.addresses import read_address
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.due import renew_due
from dragoman.bulletins.marks import address_mark
from dragoman.bulletins.models import Confirmation, Subscriber, Subscription, Suppression
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.terms import (
    MOST_SUBSCRIPTIONS,
    ConsentStep,
    LinkOver,
    Purpose,
    SubscriberState,
    SubscriptionState,
    SuppressedBecause,
)
from dragoman.bulletins.wants import Want
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import digest

_OVERCOME = (SuppressedBecause.COMPLAINT, SuppressedBecause.HARD_BOUNCE)


def waiting_confirmation(token: str, now: datetime) -> Confirmation | None:
    """What a link confirms, while it holds. A used one is shown too: the button may be pressed twice."""
    found = Confirmation.objects.select_related("subscriber").filter(digest=digest(token.encode())).first()
    return found if found is not None and found.expires_at > now else None


@transaction.atomic
def confirm(*, token: str, where: Circumstance) -> Subscriber:
    """Do what the link was mailed for, once; pressing again changes nothing. Raises ``LinkOver`` in words."""
    now = datetime.now(UTC)
    found = Confirmation.objects.select_for_update().filter(digest=digest(token.encode())).first()
    if found is None or found.expires_at <= now:
        raise LinkOver(_("This link is too old, or was never one of ours. Ask for a new one."))
    subscriber = Subscriber.objects.select_for_update().get(pk=found.subscriber_id)
    if found.used_at is None:
        Confirmation.objects.filter(pk=found.pk).update(used_at=now)
        if found.purpose == Purpose.ADDRESS:
            return _take_address(subscriber, str(found.asked["address"]), where, now)
        _subscribe(subscriber, found, where, now)
    return subscriber


def want_all(*, subscriber: Subscriber, wants: list[Want], now: datetime) -> list[Want]:
    """Add to what a reader wants, or change how often; what they have beyond the most is left out."""
    known = {(one.about, one.value): one for one in subscriber.subscriptions.all()}
    active = sum(1 for one in known.values() if one.state == SubscriptionState.ACTIVE)
    taken = []
    for want in wants:
        one = known.get((want.about, want.value))
        is_new = one is None or one.state != SubscriptionState.ACTIVE
        if is_new and active >= MOST_SUBSCRIPTIONS:
            continue
        active += is_new
        taken.append(want)
        one = one or Subscription(subscriber=subscriber, about=want.about, value=want.value, made_at=now)
        one.label = want.label or one.label
        one.cadence, one.state, one.confirmed_at = want.cadence, SubscriptionState.ACTIVE, now
        one.ended_at, one.ended_by, one.formerly = None, "", ""
        one.save()
    return taken


def lift_suppression(mark: str) -> None:
    """A new opt-in overcomes a complaint and a bounce."""
    Suppression.objects.filter(mark=mark, because__in=_OVERCOME).delete()


def _subscribe(subscriber: Subscriber, found: Confirmation, where: Circumstance, now: datetime) -> None:
    asked: dict[str, Any] = found.asked  # Any: as ``asking`` wrote it
    wants = want_all(subscriber=subscriber, wants=[Want(**one) for one in asked.get("wants", [])], now=now)
    if subscriber.state != SubscriberState.ACTIVE:
        _begin(subscriber, asked, now)
    lift_suppression(subscriber.mark)
    subscriber.save()
    renew_due(subscriber, now)
    note_step(step=ConsentStep.CONFIRMED, mark=subscriber.mark, where=where, wants=wants)


def _begin(subscriber: Subscriber, asked: dict[str, Any], now: datetime) -> None:
    """Active from now on. Settings of the form are for who had none: of others they change nothing."""
    if subscriber.confirmed_at is None:
        subscriber.language, subscriber.zone = asked["language"], asked["zone"]
        subscriber.weekday = asked["weekday"]
        subscriber.name, subscriber.sector = asked["name"], asked["sector"]
    if subscriber.state != SubscriberState.PAUSED:
        subscriber.state = SubscriberState.ACTIVE
    subscriber.confirmed_at = now
    subscriber.unsubscribed_at, subscriber.soft_bounces = None, 0


def _take_address(subscriber: Subscriber, address: str, where: Circumstance, now: datetime) -> Subscriber:
    """From now on mail goes there; the old address is told. A reader known there becomes one with this one."""
    read = read_address(address)
    old, language = subscriber.address, subscriber.language
    other = (
        Subscriber.objects.select_for_update().filter(normal=read.normal).exclude(pk=subscriber.pk).first()
    )
    if other is not None:
        _take_in(subscriber, other, now)
    subscriber.address, subscriber.normal = read.given, read.normal
    subscriber.mark = address_mark(read.normal)
    if subscriber.state in {SubscriberState.BOUNCED_HARD, SubscriberState.BOUNCED_SOFT}:
        subscriber.state, subscriber.soft_bounces = SubscriberState.ACTIVE, 0
    lift_suppression(subscriber.mark)
    subscriber.save()
    renew_due(subscriber, now)
    note_step(
        step=ConsentStep.ADDRESS_CONFIRMED, mark=subscriber.mark, where=where, wants=wants_of(subscriber)
    )
    post_letter(
        to=old,
        written=written("bulletins/letters/address_moved.txt", {}, language),
        slot=f"bulletins:moved:{subscriber.pk}:{now:%Y%m%d%H%M%S%f}",
        language=language,
    )
    return subscriber


def _take_in(subscriber: Subscriber, other: Subscriber, now: datetime) -> None:
    """What the other reader wanted besides; then that row is no more."""
    wants = wants_of(other)
    mine = {(want.about, want.value) for want in wants_of(subscriber)}
    other.delete()
    want_all(
        subscriber=subscriber, wants=[want for want in wants if (want.about, want.value) not in mine], now=now
    )


def wants_of(subscriber: Subscriber) -> list[Want]:
    """What a reader wants now."""
    rows = subscriber.subscriptions.filter(state=SubscriptionState.ACTIVE).order_by("pk")
    return [Want(one.about, one.value, one.cadence, one.label) for one in rows]


def want_names(wants: list[Want], language: str) -> list[str]:
    return [want_name(want, language) for want in wants]
