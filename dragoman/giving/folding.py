"""What follows from a set of events about one payment: not the order they came in counts, but when they happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dragoman.engines.payment.port import Event, EventKind, State
from dragoman.giving.terms import GiftState
from dragoman.lib.money import Money


@dataclass(frozen=True, slots=True)
class Standing:
    """How a payment stands. ``money`` is what arrived, where any did; ``subject_id`` its name at the provider."""

    state: GiftState
    money: Money | None
    refunded_minor: int
    lost_minor: int
    failures: int
    received_at: datetime | None
    subject_id: str
    also_id: str
    customer_id: str


def standing_of(events: Iterable[Event]) -> Standing:
    """The same for any order and any repetition of the events."""
    known = sorted(
        {one.provider_id: one for one in events}.values(), key=lambda one: (one.at, one.provider_id)
    )
    payments = [one for one in known if one.kind == EventKind.PAYMENT]
    arrived = next((one for one in payments if one.state == State.SUCCEEDED), None)
    failed = [one for one in payments if one.state == State.FAILED]
    refunded = _sum(_last_of_each(known, EventKind.REFUND), State.SUCCEEDED)
    disputes = _last_of_each(known, EventKind.DISPUTE)
    lost = _sum(disputes, State.LOST)
    settled = next((one for one in reversed(payments) if one.state != State.PENDING), None)
    named = arrived or settled or next(iter(payments), None)
    return Standing(
        state=_state(arrived, settled, disputes, refunded, lost),
        money=arrived.money if arrived else None,
        refunded_minor=refunded,
        lost_minor=lost,
        failures=len(failed),
        received_at=arrived.at if arrived else None,
        subject_id=named.subject_id if named else "",
        also_id=next((one.also_id for one in payments if one.also_id), ""),
        customer_id=next((one.customer_id for one in payments if one.customer_id), ""),
    )


def _state(
    arrived: Event | None, settled: Event | None, disputes: list[Event], refunded: int, lost: int
) -> GiftState:
    if arrived is None:
        last = settled.state if settled else State.PENDING
        return {State.FAILED: GiftState.FAILED, State.CANCELLED: GiftState.CANCELLED}.get(
            last, GiftState.PENDING
        )
    whole = arrived.money.minor if arrived.money else 0
    if any(one.state == State.OPEN for one in disputes):
        return GiftState.DISPUTED
    if refunded + lost >= whole > 0:
        return GiftState.LOST if lost >= whole else GiftState.REFUNDED
    return GiftState.PART_REFUNDED if refunded + lost else GiftState.SUCCEEDED


def _last_of_each(known: list[Event], kind: EventKind) -> list[Event]:
    """The latest word on each refund or dispute."""
    return list({one.subject_id: one for one in known if one.kind == kind}.values())


def _sum(events: list[Event], state: State) -> int:
    return sum(one.money.minor for one in events if one.state == state and one.money is not None)
