"""Hearing what happened: each event once, in any order, as often as it is told."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.db.models import Q

from dragoman.engines.payment.port import Event, EventKind, State, Told
from dragoman.giving.models import Gift, Pledge, ProviderEvent
from dragoman.giving.services.letters import tell_card_expires
from dragoman.giving.services.offering import copy_of, gift_of_pledge
from dragoman.giving.services.settling import event_in, settle_gift, settle_pledge
from dragoman.giving.terms import EventState

_MOST_RAW = 100_000


@transaction.atomic
def hear(*, provider: str, told: Told, came_late: bool = False) -> ProviderEvent:
    """Keep an event and let follow what follows. Heard before, nothing new follows."""
    event = told.event
    fields = asdict(event)
    money = fields.pop("money")
    kept, is_new = ProviderEvent.objects.get_or_create(
        provider=provider,
        provider_id=event.provider_id[:160],
        defaults={
            "kind": event.kind,
            "outcome": event.state,
            "happened_at": event.at,
            "amount_minor": money["minor"] if money else None,
            "currency": money["currency"] if money else "",
            "raw": told.raw.replace("\0", "")[:_MOST_RAW],
            "came_late": came_late,
            **{name: fields[name] for name in ("next_on", *_NAMES)},
        },
    )
    if is_new:
        apply(kept=kept)
    return kept


_NAMES = ("subject_id", "payment_id", "also_id", "subscription_id", "customer_id", "reference", "reason")


@transaction.atomic
def apply(*, kept: ProviderEvent) -> ProviderEvent:
    """Let follow what follows from an event; again, nothing more does. What fits nothing yet is set aside."""
    event = event_in(kept)
    if event.kind == EventKind.OTHER:
        return _mark(kept, EventState.NO_CONCERN)
    if event.kind == EventKind.CARD_EXPIRING:
        return _card_expires(kept, event)
    if event.kind == EventKind.SUBSCRIPTION:
        pledge = _pledge_for(kept.provider, event)
        if pledge is None:
            return _mark(kept, EventState.SET_ASIDE)
        _name_subscription(pledge, event)
        kept.pledge = pledge
        _mark(kept, EventState.APPLIED)
        settle_pledge(pledge=pledge)
        return kept
    gift = _gift_for(kept.provider, event)
    if gift is None:
        return _mark(kept, EventState.SET_ASIDE)
    kept.gift = gift
    _mark(kept, EventState.APPLIED)
    settle_gift(gift=gift)
    _try_set_aside(gift)
    return kept


def replay(*, kept: ProviderEvent) -> ProviderEvent:
    """The desk lets an event be applied again."""
    return apply(kept=kept)


def _card_expires(kept: ProviderEvent, event: Event) -> ProviderEvent:
    pledges = Pledge.objects.filter(provider=kept.provider, customer_id=event.customer_id).exclude(
        customer_id=""
    )
    for pledge in pledges:
        tell_card_expires(pledge=pledge, month=event.reason)
    return _mark(kept, EventState.APPLIED if pledges else EventState.SET_ASIDE)


def _gift_for(provider: str, event: Event) -> Gift | None:
    mine = Gift.objects.filter(provider=provider)
    names = {event.subject_id, event.also_id, event.payment_id} - {""}
    known = mine.filter(Q(payment_id__in=names) | Q(also_id__in=names)).first() if names else None
    if known is not None or event.kind != EventKind.PAYMENT:
        return known
    pledge = _pledge_for(provider, event) if event.subscription_id or event.reference else None
    if pledge is not None:
        _name_subscription(pledge, event)
        is_charge = event.state in {State.SUCCEEDED, State.FAILED} and event.subject_id
        return gift_of_pledge(pledge=pledge, payment_id=event.subject_id, at=event.at) if is_charge else None
    single = (
        mine.filter(reference=event.reference, pledge=None).order_by("pk").first()
        if event.reference
        else None
    )
    if single is not None and single.received_at and event.state == State.SUCCEEDED and event.subject_id:
        # Paid a second time under one reference: a gift of its own, so that no money is lost sight of.
        return copy_of(single, payment_id=event.subject_id, key=f"again:{event.subject_id[-56:]}")
    return single


def _pledge_for(provider: str, event: Event) -> Pledge | None:
    mine = Pledge.objects.filter(provider=provider)
    named = mine.filter(provider_id=event.subscription_id).first() if event.subscription_id else None
    return named or (mine.filter(reference=event.reference).first() if event.reference else None)


def _name_subscription(pledge: Pledge, event: Event) -> None:
    """From the first event that says so we know the provider's names of a promise and of its donor."""
    changed = []
    for field, value in (("provider_id", event.subscription_id), ("customer_id", event.customer_id)):
        if value and not getattr(pledge, field):
            setattr(pledge, field, value)
            changed.append(field)
    if changed:
        pledge.save(update_fields=changed)


def _try_set_aside(gift: Gift) -> None:
    """What came before its time may fit now: refunds and disputes by a name that was not known yet."""
    names = {gift.payment_id, gift.also_id} - {""}
    waiting = ProviderEvent.objects.filter(provider=gift.provider, state=EventState.SET_ASIDE)
    fitting = (
        waiting.filter(Q(subject_id__in=names) | Q(payment_id__in=names)).order_by("pk") if names else ()
    )
    for kept in fitting:
        apply(kept=kept)


def _mark(kept: ProviderEvent, state: EventState) -> ProviderEvent:
    kept.state = state
    kept.save(update_fields=["state", "gift", "pledge"])
    return kept
