"""Stripe: its Checkout takes the card, its Billing charges each month, its portal lets the donor change the card.

The library is an extra (``pip install dragoman[stripe]``). No card number comes near this product (PCI DSS: SAQ A).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from dragoman.engines.payment.port import (
    Change,
    Checkout,
    CheckoutRequest,
    EventKind,
    Forged,
    Interval,
    ProviderUnavailable,
    Refund,
    Refused,
    State,
    Subscription,
    Told,
    Traits,
)
from dragoman.engines.payment.stripe_amounts import to_stripe
from dragoman.engines.payment.stripe_events import event_of, subscription_of
from dragoman.lib.money import Money, UnknownCurrency, exponent

if TYPE_CHECKING:
    from stripe import StripeClient

_LOCALES = {"zh-hans": "zh", **{code: code for code in ("en", "es", "fr", "ko", "pt", "ru", "de")}}
_REFUND_STATES = {"succeeded": State.SUCCEEDED, "failed": State.FAILED, "canceled": State.CANCELLED}
# How long after it was signed a message is believed: what is older may be a copy that somebody kept.
TOLERANCE_S = 300


class StripePayments:
    """``address`` is another server than Stripe's, for tests."""

    name = "stripe"
    traits = Traits(is_hosted=True, collects=True, has_portal=True, refunds=True)

    def __init__(self, key: str = "", webhook_secret: str = "", address: str = "") -> None:
        self._key, self._secret, self._address = key, webhook_secret, address

    def preflight(self) -> list[str]:
        missing = []
        try:
            import stripe  # noqa: F401, PLC0415  optional dependency
        except ImportError:
            missing.append("Install the library: pip install dragoman[stripe].")
        if not self._key:
            missing.append("Give a secret or restricted key.")
        if not self._secret:
            missing.append("Give the secret of the webhook endpoint.")
        return missing

    def takes(self, currency: str) -> bool:
        try:
            return exponent(currency) <= 3
        except UnknownCurrency:
            return False

    def begin(self, request: CheckoutRequest) -> Checkout:
        monthly = request.interval == Interval.MONTHLY
        meta = {"reference": request.reference}
        price: dict[str, Any] = {  # Any: Stripe's parameters
            "currency": request.money.currency.lower(),
            "unit_amount": to_stripe(request.money),
            "product_data": {"name": request.purpose},
        }
        asked: dict[str, Any] = {
            "mode": "subscription" if monthly else "payment",
            "client_reference_id": request.reference,
            "metadata": meta,
            "customer_email": request.email,
            "success_url": request.return_url,
            "cancel_url": request.cancel_url,
            "locale": _LOCALES.get(request.language, "auto"),
            "line_items": [{"quantity": 1, "price_data": price}],
        }
        if monthly:
            price["recurring"] = {"interval": "month"}
            asked["subscription_data"] = {"metadata": meta}
        else:
            asked |= {"submit_type": "donate", "payment_intent_data": {"metadata": meta}}
        with _errors_in_our_words():
            made = self._client().v1.checkout.sessions.create(params=asked, options=_once(request.key))  # type: ignore[arg-type]
            return Checkout(made.id, redirect_url=str(made.url))

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Told:
        import stripe  # noqa: PLC0415  optional dependency

        given = {name.lower(): value for name, value in headers.items()}.get("stripe-signature", "")
        try:
            raw = body.decode()
            stripe.WebhookSignature.verify_header(raw, given, self._secret, TOLERANCE_S)
            return Told(event_of(json.loads(raw)), raw)
        except stripe.SignatureVerificationError as error:
            raise Forged(str(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise Forged(f"The message is not shaped as documented: {error!r}") from error

    def events_since(self, since: datetime) -> Iterator[Told]:
        with _errors_in_our_words():
            asked = {"created": {"gte": int(since.timestamp())}, "limit": 100}
            for one in self._client().v1.events.list(params=asked).auto_paging_iter():  # type: ignore[arg-type]
                raw = str(one)
                event = event_of(json.loads(raw))
                if event.kind != EventKind.OTHER:
                    yield Told(event, raw)

    def change(self, subscription_id: str, change: Change, key: str) -> Subscription:
        with _errors_in_our_words():
            client = self._client()
            asked: dict[str, Any] = {"proration_behavior": "none"}  # Any: Stripe's parameters
            if change.money is not None:
                item = json.loads(str(client.v1.subscriptions.retrieve(subscription_id)))["items"]["data"][0]
                asked["items"] = [{"id": item["id"], "price_data": _monthly(change.money, item)}]
            if change.next_on is not None:
                asked["trial_end"] = int(datetime.combine(change.next_on, time(12), UTC).timestamp())
            if change.paused is not None:
                asked["pause_collection"] = {"behavior": "void"} if change.paused else ""
            made = client.v1.subscriptions.update(subscription_id, params=asked, options=_once(key))  # type: ignore[arg-type]
            return _subscription(json.loads(str(made)))

    def cancel(self, subscription_id: str, key: str) -> Subscription:
        client = self._client()
        with _errors_in_our_words():
            now = json.loads(str(client.v1.subscriptions.retrieve(subscription_id)))
            if now.get("status") in {"canceled", "incomplete_expired"}:
                return _subscription(now)
            made = client.v1.subscriptions.cancel(subscription_id, options=_once(key))  # type: ignore[arg-type]
            return _subscription(json.loads(str(made)))

    def refund(self, payment_id: str, money: Money, key: str) -> Refund:
        asked = {"payment_intent": payment_id, "amount": to_stripe(money), "metadata": {"key": key}}
        with _errors_in_our_words():
            made = self._client().v1.refunds.create(params=asked, options=_once(key))  # type: ignore[arg-type]
            return Refund(made.id, payment_id, money, _REFUND_STATES.get(str(made.status), State.PENDING))

    def portal(self, customer_id: str, return_url: str, language: str) -> str:
        asked = {"customer": customer_id, "return_url": return_url, "locale": _LOCALES.get(language, "auto")}
        with _errors_in_our_words():
            return str(self._client().v1.billing_portal.sessions.create(params=asked).url)  # type: ignore[arg-type]

    def _client(self) -> StripeClient:
        if missing := self.preflight():
            raise ProviderUnavailable(" ".join(missing))
        import stripe  # noqa: PLC0415  optional dependency

        where: Any = (
            {"base_addresses": {"api": self._address}} if self._address else {}
        )  # Any: its parameters
        return stripe.StripeClient(self._key, max_network_retries=2, **where)


@contextmanager
def _errors_in_our_words() -> Iterator[None]:
    import stripe  # noqa: PLC0415  optional dependency

    try:
        yield
    except (stripe.InvalidRequestError, stripe.CardError, stripe.IdempotencyError) as error:
        raise Refused(error.user_message or str(error)) from error
    except stripe.StripeError as error:
        raise ProviderUnavailable(f"Stripe: {error.user_message or type(error).__name__}") from error


def _once(key: str) -> dict[str, str]:
    return {"idempotency_key": key}


def _monthly(money: Money, item: dict[str, Any]) -> dict[str, Any]:  # Any: Stripe's JSON
    return {
        "currency": money.currency.lower(),
        "unit_amount": to_stripe(money),
        "product": item["price"]["product"],
        "recurring": {"interval": "month"},
    }


def _subscription(thing: dict[str, Any]) -> Subscription:  # Any: Stripe's JSON
    state, money, next_on = subscription_of(thing)
    return Subscription(str(thing["id"]), state, money, next_on)
