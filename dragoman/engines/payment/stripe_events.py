"""Stripe's events in our words. The shapes are those of its API reference (docs.stripe.com/api/events/types)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dragoman.engines.payment.port import Event, EventKind, State
from dragoman.engines.payment.stripe_amounts import from_stripe
from dragoman.lib.money import Money

Shape = Mapping[str, Any]  # Any: Stripe's JSON

_SUBSCRIPTIONS = {
    "active": State.ACTIVE,
    "trialing": State.ACTIVE,
    "past_due": State.PAST_DUE,
    "unpaid": State.PAST_DUE,
    "paused": State.PAUSED,
    "canceled": State.CANCELLED,
    "incomplete_expired": State.CANCELLED,
    "incomplete": State.PENDING,
}
_REFUNDS = {"succeeded": State.SUCCEEDED, "failed": State.FAILED, "canceled": State.CANCELLED}
_DISPUTES = {"won": State.WON, "lost": State.LOST, "warning_closed": State.WON, "prevented": State.WON}


def event_of(told: Shape) -> Event:
    """What an event object says. What is of no concern, or not shaped as documented, is of kind ``other``."""
    kind, thing = str(told.get("type", "")), told.get("data", {}).get("object", {})
    read = next(
        (one for start, one in _READERS.items() if kind == start or kind.startswith(start + ".")), None
    )
    said: dict[str, Any] = {}  # Any: the fields of an event
    if read is not None:
        said = read(thing, kind.rpartition(".")[2])
    return Event(
        provider_id=str(told["id"]),
        at=datetime.fromtimestamp(int(told["created"]), UTC),
        **({"kind": EventKind.OTHER, "state": State.PENDING} | said),
    )


def _session(thing: Shape, what: str) -> dict[str, Any]:
    said = {"reference": _reference(thing), "customer_id": _id(thing.get("customer"))}
    if thing.get("mode") == "subscription":
        if what == "expired":
            return said | {
                "kind": EventKind.SUBSCRIPTION,
                "state": State.CANCELLED,
                "subject_id": thing["id"],
            }
        found = _id(thing.get("subscription"))
        return said | {"kind": EventKind.SUBSCRIPTION, "state": State.PENDING} | _both(found)
    paid = thing.get("payment_status") == "paid"
    state = {
        "expired": State.CANCELLED,
        "async_payment_failed": State.FAILED,
        "async_payment_succeeded": State.SUCCEEDED,
    }.get(what, State.SUCCEEDED if paid else State.PENDING)
    return said | {
        "kind": EventKind.PAYMENT,
        "state": state,
        "subject_id": _id(thing.get("payment_intent")) or str(thing["id"]),
        "money": _money(thing, "amount_total"),
    }


def _intent(thing: Shape, what: str) -> dict[str, Any]:
    """Of single gifts only: those of subscriptions have no reference, and are told by their invoices."""
    state = {"succeeded": State.SUCCEEDED, "payment_failed": State.FAILED, "canceled": State.CANCELLED}
    reference = _reference(thing)
    if not reference or what not in state:
        return {}
    field = "amount_received" if what == "succeeded" else "amount"
    return {
        "kind": EventKind.PAYMENT,
        "state": state[what],
        "subject_id": str(thing["id"]),
        "reference": reference,
        "customer_id": _id(thing.get("customer")),
        "money": _money(thing, field),
    }


def _invoice(thing: Shape, what: str) -> dict[str, Any]:
    details = (thing.get("parent") or {}).get("subscription_details") or {}
    subscription = _id(details.get("subscription"))
    states = {"paid": State.SUCCEEDED, "payment_failed": State.FAILED}
    field = "amount_paid" if what == "paid" else "amount_due"
    if what not in states or not subscription or not thing.get(field):
        return {}
    return {
        "kind": EventKind.PAYMENT,
        "state": states[what],
        "subject_id": str(thing["id"]),
        "subscription_id": subscription,
        "customer_id": _id(thing.get("customer")),
        "reference": str((details.get("metadata") or {}).get("reference", "")),
        "money": _money(thing, field),
    }


def _invoice_payment(thing: Shape, what: str) -> dict[str, Any]:
    """Which payment paid an invoice: refunds and disputes speak of the payment."""
    intent = _id((thing.get("payment") or {}).get("payment_intent"))
    if what != "paid" or not intent:
        return {}
    return {
        "kind": EventKind.PAYMENT,
        "state": State.PENDING,
        "subject_id": _id(thing.get("invoice")),
        "also_id": intent,
    }


def _refund(thing: Shape, _what: str) -> dict[str, Any]:
    return {
        "kind": EventKind.REFUND,
        "state": _REFUNDS.get(str(thing.get("status")), State.PENDING),
        "subject_id": str(thing["id"]),
        "payment_id": _id(thing.get("payment_intent")) or _id(thing.get("charge")),
        "money": _money(thing, "amount"),
    }


def _dispute(thing: Shape, _what: str) -> dict[str, Any]:
    return {
        "kind": EventKind.DISPUTE,
        "state": _DISPUTES.get(str(thing.get("status")), State.OPEN),
        "subject_id": str(thing["id"]),
        "payment_id": _id(thing.get("payment_intent")) or _id(thing.get("charge")),
        "money": _money(thing, "amount"),
        "reason": str(thing.get("reason", ""))[:80],
    }


def subscription_of(thing: Shape) -> tuple[State, Money, date | None]:
    """State, monthly amount and next day of a subscription object."""
    item = thing["items"]["data"][0]
    state = _SUBSCRIPTIONS.get(str(thing.get("status")), State.PENDING)
    if thing.get("pause_collection") and state in {State.ACTIVE, State.PAST_DUE}:
        state = State.PAUSED
    money = from_stripe(
        int(item["price"]["unit_amount"]) * int(item.get("quantity") or 1), str(thing["currency"])
    )
    end = item.get("current_period_end")
    return state, money, datetime.fromtimestamp(int(end), UTC).date() if end else None


def _subscription(thing: Shape, what: str) -> dict[str, Any]:
    state, money, next_on = subscription_of(thing)
    return {
        "kind": EventKind.SUBSCRIPTION,
        "state": State.CANCELLED if what == "deleted" else state,
        "reference": str((thing.get("metadata") or {}).get("reference", "")),
        "customer_id": _id(thing.get("customer")),
        "money": money,
        "next_on": next_on,
        "reason": str((thing.get("cancellation_details") or {}).get("reason") or "")[:80],
        **_both(str(thing["id"])),
    }


def _source(thing: Shape, what: str) -> dict[str, Any]:
    if what != "expiring":
        return {}
    ends = f"{int(thing.get('exp_year') or 0):04}-{int(thing.get('exp_month') or 0):02}"
    return {
        "kind": EventKind.CARD_EXPIRING,
        "state": State.PENDING,
        "subject_id": str(thing["id"]),
        "customer_id": _id(thing.get("customer")),
        "reason": ends,
    }


_READERS: dict[str, Callable[[Shape, str], dict[str, Any]]] = {
    "checkout.session": _session,
    "payment_intent": _intent,
    "invoice": _invoice,
    "invoice_payment": _invoice_payment,
    "refund": _refund,
    "charge.dispute": _dispute,
    "customer.subscription": _subscription,
    "customer.source": _source,
}


def _both(subscription_id: str) -> dict[str, str]:
    return {"subject_id": subscription_id, "subscription_id": subscription_id}


def _money(thing: Shape, field: str) -> Money | None:
    amount = thing.get(field)
    return None if amount is None else from_stripe(int(amount), str(thing["currency"]))


def _reference(thing: Shape) -> str:
    return str((thing.get("metadata") or {}).get("reference", "") or thing.get("client_reference_id") or "")


def _id(value: object) -> str:
    """A name, whether or not the thing itself was put in its place."""
    return str(value.get("id", "")) if isinstance(value, Mapping) else str(value or "")
