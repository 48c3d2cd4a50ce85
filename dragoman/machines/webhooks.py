"""Which addresses are told, and the telling: written down when it happens, sent until it arrives or is given up."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.machines import signing
from dragoman.machines.calling import Called, call, checked_url
from dragoman.machines.events import ClipTold, event_of, standing_of, written
from dragoman.machines.models import Attempt, Delivery, Webhook
from dragoman.machines.signals import delivery_waiting, webhook_disabled
from dragoman.machines.terms import (
    MOST_FAILURES,
    OVERLAP_HOURS,
    RETRY_AFTER_S,
    TEST_EVENT,
    CallFailed,
    DeliveryState,
    Event,
    WebhookRefused,
)
from dragoman.publications.models import Publication

_GONE = 410


@transaction.atomic
def add_webhook(*, url: str, events: Iterable[str], person: User) -> Webhook:
    """An address that is told from now on. Raises ``WebhookRefused``."""
    url = url.strip()
    checked_url(url)
    wanted = [event for event in Event.values if event in set(events)]
    if not wanted:
        raise WebhookRefused(_("Say what the address is to be told."))
    if len(url) > 500 or Webhook.objects.filter(url=url).exists():
        raise WebhookRefused(_("That address is told already, or is too long."))
    webhook = Webhook.objects.create(url=url, events=wanted, secret=signing.new_secret(), made_by=person)
    _record(webhook, "webhook.added", person.actor)
    return webhook


@transaction.atomic
def remove_webhook(*, webhook: Webhook, actor: Actor) -> None:
    _record(webhook, "webhook.removed", actor)
    webhook.delete()


@transaction.atomic
def change_secret(*, webhook: Webhook, actor: Actor) -> Webhook:
    """A new secret; calls carry a signature with the old one too for a day, so that nobody misses one."""
    webhook.previous_secret, webhook.secret = webhook.secret, signing.new_secret()
    webhook.previous_until = datetime.now(UTC) + timedelta(hours=OVERLAP_HOURS)
    webhook.save(update_fields=["secret", "previous_secret", "previous_until"])
    _record(webhook, "webhook.secret_changed", actor)
    return webhook


@transaction.atomic
def switch_off(*, webhook: Webhook, actor: Actor, reason: str = "") -> None:
    """Told nothing until switched on; what happens meanwhile waits, what happened before it too."""
    changed = Webhook.objects.filter(pk=webhook.pk, disabled_at=None).update(
        disabled_at=datetime.now(UTC), disabled_reason=reason[:200]
    )
    if changed:
        _record(webhook, "webhook.switched_off", actor)


@transaction.atomic
def switch_on(*, webhook: Webhook, actor: Actor) -> None:
    changed = (
        Webhook.objects.filter(pk=webhook.pk)
        .exclude(disabled_at=None)
        .update(disabled_at=None, disabled_reason="", failures=0)
    )
    if changed:
        _record(webhook, "webhook.switched_on", actor)
    for delivery in webhook.deliveries.filter(state=DeliveryState.WAITING):
        delivery_waiting.send(sender=Delivery, delivery=delivery)


@transaction.atomic
def note_event(*, publication: Publication) -> int:
    """Write down what every address is to be told of what just happened; twice adds nothing.

    Call it in the transaction in which it happens: so nothing is told that did not, and nothing is missed.
    """
    told = event_of(publication)
    if told is None:
        return 0
    event, clip = told
    made = 0
    for webhook in _wanting(event, clip):
        known = webhook.deliveries.filter(event=event, number=clip.number, edition=clip.edition)
        if not known.exists():
            made += 1
            _write(webhook, event, clip)
    return made


@transaction.atomic
def note_standing(*, publication: Publication) -> int:
    """The same of a clip that readers see otherwise without a new edition. Each time is told of."""
    if made := note_event(publication=publication):
        return made  # listed for the first time: that is news enough
    told = standing_of(publication)
    if told is None:
        return 0
    wanting = _wanting(*told)
    for webhook in wanting:
        _write(webhook, *told)
    return len(wanting)


def _wanting(event: Event, clip: ClipTold) -> list[Webhook]:
    if event == Event.WITHDRAWN:
        # Nobody is told any more what was said before.
        overtaken = Delivery.objects.filter(number=clip.number, state=DeliveryState.WAITING)
        overtaken.exclude(event=event).update(state=DeliveryState.GIVEN_UP)
    return [one for one in Webhook.objects.all() if event in one.events]


@transaction.atomic
def send_test(*, webhook: Webhook) -> Delivery:
    """A call that says nothing happened, to see whether it arrives."""
    return _write(webhook, TEST_EVENT, None)


@transaction.atomic
def send_again(*, delivery: Delivery) -> None:
    """Try a delivery once more from the start, whatever came of it."""
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, datetime.now(UTC)
    delivery.save(update_fields=["state", "attempts", "next_at"])
    delivery_waiting.send(sender=Delivery, delivery=delivery)


def deliver(*, delivery: Delivery) -> None:
    """One attempt. Where the machine dies between the call and its note, the call is made again under the same id."""
    webhook = delivery.webhook
    is_off = webhook.disabled_at is not None and delivery.event != TEST_EVENT
    if delivery.state != DeliveryState.WAITING or is_off:
        return
    at, timestamp = datetime.now(UTC), int(time.time())
    told = signing.headers(_secrets(webhook, at), delivery.uid, timestamp, delivery.body)
    try:
        called: Called | None = call(webhook.url, told, delivery.body)
        error = ""
    except CallFailed as failed:
        called, error = None, str(failed)
    with transaction.atomic():
        _note(Delivery.objects.select_for_update().get(pk=delivery.pk), called, error, at)


def _note(delivery: Delivery, called: Called | None, error: str, at: datetime) -> None:
    Attempt.objects.create(
        delivery=delivery,
        at=at,
        status=called.status if called else None,
        error=error[:200],
        answer=called.answer.replace("\0", "")[:500] if called else "",
        took_ms=called.took_ms if called else 0,
    )
    delivery.attempts += 1
    if called is not None and 200 <= called.status < 300:
        delivery.state = DeliveryState.DELIVERED
        Webhook.objects.filter(pk=delivery.webhook_id).update(failures=0)
    elif delivery.event == TEST_EVENT or delivery.attempts > len(RETRY_AFTER_S):
        delivery.state = DeliveryState.GIVEN_UP
    else:
        delivery.next_at = at + timedelta(seconds=RETRY_AFTER_S[delivery.attempts - 1])
        delivery_waiting.send(sender=Delivery, delivery=delivery)
    delivery.save(update_fields=["attempts", "state", "next_at"])
    if delivery.event == TEST_EVENT:
        return
    if called is not None and called.status == _GONE:
        _disable(delivery.webhook, _("It answered that it is gone for good (410)."))
    elif delivery.state == DeliveryState.GIVEN_UP:
        _count_failure(delivery.webhook)


def _count_failure(webhook: Webhook) -> None:
    webhook.refresh_from_db(fields=["failures"])
    webhook.failures += 1
    webhook.save(update_fields=["failures"])
    if webhook.failures >= MOST_FAILURES:
        _disable(webhook, _("%(count)s deliveries in a row were given up.") % {"count": webhook.failures})


def _disable(webhook: Webhook, reason: str) -> None:
    switch_off(webhook=webhook, actor=SYSTEM, reason=reason)
    webhook_disabled.send(sender=Webhook, webhook=webhook, reason=reason)


def _write(webhook: Webhook, event: str, clip: ClipTold | None) -> Delivery:
    now = datetime.now(UTC)
    uid = f"msg_{secrets.token_hex(16)}"
    delivery = Delivery.objects.create(
        webhook=webhook,
        uid=uid,
        event=event,
        number=clip.number if clip else None,
        edition=clip.edition if clip else 0,
        body=written(uid=uid, event=event, at=now, clip=clip),
        next_at=now,
        made_at=now,
    )
    delivery_waiting.send(sender=Delivery, delivery=delivery)
    return delivery


def forget_old(*, before: datetime) -> int:
    """Deliveries that are over are kept for a while, to look into."""
    old = Delivery.objects.filter(made_at__lt=before).exclude(state=DeliveryState.WAITING)
    return old.delete()[0]


def _secrets(webhook: Webhook, now: datetime) -> tuple[str, ...]:
    holds = webhook.previous_secret and webhook.previous_until and webhook.previous_until > now
    return (webhook.secret, webhook.previous_secret) if holds else (webhook.secret,)


def _record(webhook: Webhook, act: str, actor: Actor) -> None:
    record(actor=actor, act=act, subject=f"webhook:{webhook.pk}")
