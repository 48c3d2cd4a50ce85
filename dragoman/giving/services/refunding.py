"""Sending money back: the desk asks, the provider does it, and an event says that it happened."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.engines.payment.port import Event, EventKind, ProviderUnavailable, State, Told
from dragoman.engines.payment.port import Refused as ProviderRefused
from dragoman.giving.models import Gift, Refund
from dragoman.giving.providers import road
from dragoman.giving.services.hearing import hear
from dragoman.giving.signals import refund_asked
from dragoman.giving.terms import HAD, GivingRefused, RefundState
from dragoman.ledger.services import record
from dragoman.lib.hashing import Json
from dragoman.lib.money import Money


@transaction.atomic
def ask_refund(*, gift: Gift, amount_minor: int, reason: str, person: User) -> Refund:
    """Never more than is left, also while another refund is under way. Raises ``GivingRefused``."""
    locked = Gift.objects.select_for_update().get(pk=gift.pk)
    asked = locked.refunds.filter(state=RefundState.ASKED).aggregate(all=Sum("amount_minor"))["all"] or 0
    if locked.state not in HAD or not 0 < amount_minor <= locked.kept.minor - asked:
        raise GivingRefused(_("No more can be sent back than is left of the gift."))
    refund = Refund.objects.create(
        gift=locked,
        amount_minor=amount_minor,
        reason=reason[:200],
        key=secrets.token_hex(16),
        asked_by=person.handle,
    )
    detail: dict[str, Json] = {"amount_minor": amount_minor, "currency": locked.currency}
    record(actor=person.actor, act="gift.refunded", subject=f"gift:{locked.pk}", detail=detail)
    provider = road(locked.provider)
    if provider is not None and provider.traits.refunds:
        refund_asked.send(sender=Refund, refund=refund)
        return refund
    # Sent back by the treasurer at the bank: their word is the event.
    _done(refund, f"hand:{refund.key}")
    return refund


def send_back(*, refund: Refund) -> Refund:
    """Have the provider do it. Raises ``ProviderUnavailable``, to be tried again: its key makes it once."""
    if refund.state != RefundState.ASKED:
        return refund
    gift = refund.gift
    provider = road(gift.provider)
    if provider is None:
        raise ProviderUnavailable(f"There is no {gift.provider} any more.")
    money = Money(refund.amount_minor, gift.currency)
    try:
        made = provider.refund(gift.also_id or gift.payment_id, money, refund.key)
    except ProviderRefused as error:
        refund.state, refund.trouble = RefundState.REFUSED, str(error)[:300]
        refund.save(update_fields=["state", "trouble"])
        return refund
    with transaction.atomic():
        if made.state == State.SUCCEEDED:
            return _done(refund, made.provider_id)
        refund.state = RefundState.REFUSED if made.state == State.FAILED else RefundState.DONE
        refund.save(update_fields=["state"])
    return refund


def _done(refund: Refund, provider_id: str) -> Refund:
    """Also told by the provider's own event; both speak of one refund by its name, and count once."""
    gift = refund.gift
    refund.state = RefundState.DONE
    refund.save(update_fields=["state"])
    event = Event(
        provider_id=f"refund:{refund.key}",
        kind=EventKind.REFUND,
        at=datetime.now(UTC),
        state=State.SUCCEEDED,
        subject_id=provider_id,
        payment_id=gift.payment_id,
        money=Money(refund.amount_minor, gift.currency),
    )
    hear(provider=gift.provider, told=Told(event, ""))
    return refund
