"""A provider that says what it is told to say: for tests, and to try the pages out. No money moves."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from dragoman.engines.payment.port import (
    Change,
    Checkout,
    CheckoutRequest,
    Event,
    EventKind,
    Forged,
    Refund,
    Refused,
    State,
    Subscription,
    Told,
    Traits,
)
from dragoman.lib.money import Money

SIGNATURE = "Scripted-Signature"


class ScriptedPayments:
    """Keeps what it was asked in memory; ``happened`` is what it would tell to whoever asks what happened."""

    name = "scripted"
    traits = Traits(is_hosted=True, collects=True, has_portal=True, refunds=True)

    def __init__(self, secret: str = "scripted") -> None:  # noqa: S107  no secret
        self._secret = secret.encode()
        self.asked: dict[str, CheckoutRequest] = {}
        self.refunds: dict[str, Refund] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.happened: list[Told] = []

    def preflight(self) -> list[str]:
        return []

    def takes(self, currency: str) -> bool:
        return True

    def begin(self, request: CheckoutRequest) -> Checkout:
        kept = self.asked.setdefault(request.key, request)
        return Checkout(f"co_{kept.key}", redirect_url=f"https://pay.invalid/{kept.key}")

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Told:
        given = {name.lower(): value for name, value in headers.items()}.get(SIGNATURE.lower(), "")
        if not hmac.compare_digest(given.encode(), self.sign(body).encode()):
            raise Forged("The signature is not ours.")
        try:
            return Told(read(body), body.decode())
        except (ValueError, KeyError, TypeError) as error:
            raise Forged(f"The message can't be read: {error}") from error

    def events_since(self, since: datetime) -> Iterator[Told]:
        return (one for one in self.happened if one.event.at >= since)

    def change(self, subscription_id: str, change: Change, key: str) -> Subscription:
        known = self._subscription(subscription_id)
        state = known.state if change.paused is None else (State.PAUSED if change.paused else State.ACTIVE)
        return self._keep(
            replace(
                known, state=state, money=change.money or known.money, next_on=change.next_on or known.next_on
            )
        )

    def cancel(self, subscription_id: str, key: str) -> Subscription:
        return self._keep(replace(self._subscription(subscription_id), state=State.CANCELLED))

    def refund(self, payment_id: str, money: Money, key: str) -> Refund:
        if not payment_id:
            raise Refused("Nothing was paid.")
        return self.refunds.setdefault(key, Refund(f"re_{key}", payment_id, money, State.SUCCEEDED))

    def portal(self, customer_id: str, return_url: str, language: str) -> str:
        return f"https://pay.invalid/portal/{customer_id}"

    def sign(self, body: bytes) -> str:
        return hmac.new(self._secret, body, hashlib.sha256).hexdigest()

    def tell(self, event: Event) -> Told:
        """What the provider would send for this event; it is among what happened from now on."""
        told = Told(event, write(event))
        self.happened.append(told)
        return told

    def _subscription(self, subscription_id: str) -> Subscription:
        return self.subscriptions.get(
            subscription_id, Subscription(subscription_id, State.ACTIVE, Money(0, "EUR"))
        )

    def _keep(self, subscription: Subscription) -> Subscription:
        self.subscriptions[subscription.provider_id] = subscription
        return subscription


def write(event: Event) -> str:
    plain = asdict(event)
    plain["at"] = event.at.isoformat()
    plain["next_on"] = event.next_on.isoformat() if event.next_on else None
    return json.dumps(plain, sort_keys=True)


def read(body: bytes) -> Event:
    plain = json.loads(body)
    money, next_on = plain["money"], plain["next_on"]
    plain |= {
        "kind": EventKind(plain["kind"]),
        "state": State(plain["state"]),
        "at": datetime.fromisoformat(plain["at"]).astimezone(UTC),
        "money": Money(money["minor"], money["currency"]) if money else None,
        "next_on": date.fromisoformat(next_on) if next_on else None,
    }
    return Event(**plain)
