from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.payment.port import Event, EventKind, State
from dragoman.giving.folding import standing_of
from dragoman.giving.terms import GiftState
from dragoman.lib.money import Money
from tests.factories.giving import AT


def event(place: int, kind: EventKind, state: State, subject: str, minor: int = 1000) -> Event:
    at = AT + timedelta(minutes=place)
    return Event(f"e{place}", kind, at, state, subject_id=subject, money=Money(minor, "EUR"))


def states(*events: Event) -> GiftState:
    return standing_of(events).state


def test_state_follows_from_what_happened():
    paid = event(1, EventKind.PAYMENT, State.SUCCEEDED, "p")
    part = event(2, EventKind.REFUND, State.SUCCEEDED, "r1", 300)
    rest = event(3, EventKind.REFUND, State.SUCCEEDED, "r2", 700)
    opened = event(4, EventKind.DISPUTE, State.OPEN, "d")
    lost = event(5, EventKind.DISPUTE, State.LOST, "d")
    won = event(6, EventKind.DISPUTE, State.WON, "d")
    failed = event(0, EventKind.PAYMENT, State.FAILED, "p")
    undone = event(7, EventKind.REFUND, State.FAILED, "r1", 300)
    assert [
        states(),
        states(failed),
        states(failed, paid),
        states(paid, part),
        states(paid, part, rest),
        states(paid, opened),
        states(paid, opened, lost),
        states(paid, opened, won),
        states(part),
        states(paid, part, undone),
    ] == [
        GiftState.PENDING,
        GiftState.FAILED,
        GiftState.SUCCEEDED,
        GiftState.PART_REFUNDED,
        GiftState.REFUNDED,
        GiftState.DISPUTED,
        GiftState.LOST,
        GiftState.SUCCEEDED,
        GiftState.PENDING,
        GiftState.SUCCEEDED,
    ]


_EVENTS = st.lists(
    st.builds(
        event,
        st.integers(0, 30),
        st.sampled_from([EventKind.PAYMENT, EventKind.REFUND, EventKind.DISPUTE]),
        st.sampled_from(list(State)),
        st.sampled_from(["a", "b"]),
        st.integers(1, 1000),
    ),
    max_size=8,
    unique_by=lambda one: one.provider_id,
)


@given(_EVENTS, st.randoms())
def test_order_and_repetition_change_nothing(events, random):
    again = events + random.sample(events, len(events) // 2)
    random.shuffle(again)
    assert standing_of(again) == standing_of(events)
