"""Gifts for tests: a legal entity that is invented, a provider that says what it is told to, donors who promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from django.conf import settings

from dragoman.engines.payment.port import Event, EventKind, Interval, State, Told
from dragoman.giving.models import Gift, Pledge, ProviderEvent
from dragoman.giving.services.hearing import hear
from dragoman.giving.services.offering import Offer, promise
from dragoman.lib.money import Money
from dragoman.project.settings.giving import Giving

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEN = Money(1000, "EUR")
_numbers = count(1)


def open_giving(**changed: object) -> Giving:
    """The settings of an installation that takes gifts by transfer and by the scripted provider."""
    return replace(
        settings.GIVING,
        **(
            {
                "name": "Lantern Desk Association",
                "address": ("1 Harbour Lane", "Stonebridge"),
                "tax_number": "12-3456789",
                "iban": "DE89370400440532013000",
                "bic": "COBADEFFXXX",
                "roads": ("transfer", "scripted"),
            }
            | changed
        ),
    )


def offer(**changed: object) -> Offer:
    number = next(_numbers)
    return Offer(
        **(
            {
                "key": f"form-{number}",
                "money": TEN,
                "interval": Interval.ONCE,
                "road": "scripted",
                "email": f"dora{number}@reader.example",
                "name": "Dora Reader",
                "address": "2 Orchard Row\nStonebridge",
                "country": "PT",
            }
            | changed
        )
    )


def promised_gift(**changed: object) -> Gift:
    made = promise(offer=offer(**changed))
    assert isinstance(made, Gift)
    return made


def promised_pledge(**changed: object) -> Pledge:
    made = promise(offer=offer(interval=Interval.MONTHLY, **changed))
    assert isinstance(made, Pledge)
    return made


def event(minutes: int = 0, **fields: object) -> Event:
    known = {
        "provider_id": f"evt_{next(_numbers)}",
        "kind": EventKind.PAYMENT,
        "at": AT + timedelta(minutes=minutes),
        "state": State.SUCCEEDED,
    }
    return Event(**(known | fields))


def told(one: Event, provider: str = "scripted") -> ProviderEvent:
    return hear(provider=provider, told=Told(one, f"raw {one.provider_id} dora@reader.example"))


def paid(gift: Gift, money: Money = TEN, minutes: int = 0, payment: str = "") -> Event:
    """What the provider says when a single gift is paid."""
    return event(minutes, subject_id=payment or f"pay_{gift.pk}", reference=gift.reference, money=money)


def charged(pledge: Pledge, month: int, state: State = State.SUCCEEDED, minutes: int = 0) -> Event:
    """What it says when a month of a monthly gift is charged, or not."""
    return event(
        month * 43_200 + minutes,
        state=state,
        subject_id=f"in_{pledge.pk}_{month}",
        subscription_id=f"sub_{pledge.pk}",
        customer_id=f"cus_{pledge.pk}",
        reference=pledge.reference,
        money=pledge.money,
    )


def refunded(gift_payment: str, minor: int, name: str, minutes: int = 60) -> Event:
    return event(
        minutes,
        kind=EventKind.REFUND,
        subject_id=name,
        payment_id=gift_payment,
        money=Money(minor, "EUR"),
    )


def disputed(gift_payment: str, minor: int, state: State, name: str, minutes: int = 90) -> Event:
    return event(
        minutes,
        kind=EventKind.DISPUTE,
        state=state,
        subject_id=name,
        payment_id=gift_payment,
        money=Money(minor, "EUR"),
    )
