"""What the product asks of whoever carries money to it. Applications import this file and no other of the folder.

What happened is told by events, and by nothing else: they may come late, twice, in any order or not at all, so each
says when it happened and stands for itself. Amounts are whole minor units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from dragoman.lib.money import Money


class PaymentError(Exception):
    """Something kept the provider from doing it; the message says what, for the desk."""


class ProviderUnavailable(PaymentError):
    """The provider's library, key or server is not there now; asking again later may help."""


class Refused(PaymentError):
    """The provider won't do it, however often it is asked."""


class Forged(PaymentError):
    """The message is not the provider's, or it is old."""


class NotOffered(PaymentError):
    """This provider has no such thing."""


class Interval(StrEnum):
    ONCE = "once"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a provider can do: ``is_hosted`` has pages to pay on; ``collects`` charges each month by itself."""

    is_hosted: bool
    collects: bool
    has_portal: bool
    refunds: bool


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """What a donor wants to give. ``reference`` is ours and comes back with every event; ``key`` makes it once."""

    reference: str
    key: str
    money: Money
    interval: Interval
    purpose: str
    language: str
    email: str
    return_url: str
    cancel_url: str
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class Instructions:
    """How to pay by oneself: what to fill in, by the name of the line, and what a code on the page holds."""

    lines: tuple[tuple[str, str], ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Checkout:
    """Where the donor goes on: to ``redirect_url``, or by the instructions."""

    provider_id: str
    redirect_url: str = ""
    instructions: Instructions | None = None


class EventKind(StrEnum):
    PAYMENT = "payment"
    REFUND = "refund"
    DISPUTE = "dispute"
    SUBSCRIPTION = "subscription"
    CARD_EXPIRING = "card_expiring"
    OTHER = "other"


class State(StrEnum):
    """Of a payment, a refund, a dispute or a subscription, as far as each has it."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    OPEN = "open"
    WON = "won"
    LOST = "lost"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at the provider, as it stood then.

    ``subject_id`` is the provider's name of what it speaks of (the payment, the refund, the dispute, the subscription),
    ``payment_id`` the payment that a refund or dispute is of; ``also_id`` is a second name of the payment.
    """

    provider_id: str
    kind: EventKind
    at: datetime
    state: State
    subject_id: str = ""
    payment_id: str = ""
    also_id: str = ""
    subscription_id: str = ""
    customer_id: str = ""
    reference: str = ""
    money: Money | None = None
    next_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the provider's own words for it."""

    event: Event
    raw: str


@dataclass(frozen=True, slots=True)
class Refund:
    provider_id: str
    payment_id: str
    money: Money
    state: State


@dataclass(frozen=True, slots=True)
class Subscription:
    provider_id: str
    state: State
    money: Money
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a subscription; what is None stays."""

    money: Money | None = None
    next_on: date | None = None
    paused: bool | None = None


class PaymentProvider(Protocol):
    """Asked twice with one key, a provider does a thing once."""

    @property
    def name(self) -> str: ...

    @property
    def traits(self) -> Traits: ...

    def preflight(self) -> list[str]:
        """What is missing, in sentences that can be acted on."""
        ...

    def takes(self, currency: str) -> bool: ...

    def begin(self, request: CheckoutRequest) -> Checkout: ...

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """Raises ``Forged``. Events of no concern are of kind ``other``."""
        ...

    def events_since(self, since: datetime) -> Iterator[Told]:
        """What the provider itself says happened, to find what never arrived."""
        ...

    def change(self, subscription_id: str, change: Change, key: str) -> Subscription: ...

    def cancel(self, subscription_id: str, key: str) -> Subscription:
        """At once. What is cancelled already stays so, without an error."""
        ...

    def refund(self, payment_id: str, money: Money, key: str) -> Refund: ...

    def portal(self, customer_id: str, return_url: str, language: str) -> str:
        """Where a donor changes their card."""
        ...
