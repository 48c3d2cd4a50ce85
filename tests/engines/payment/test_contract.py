"""What every provider of payments keeps to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.engines.payment.port import CheckoutRequest, Event, EventKind, Forged, Interval, State
from dragoman.engines.payment.scripted import SIGNATURE, ScriptedPayments
from dragoman.engines.payment.transfer import BankTransfer
from dragoman.lib.money import Money

REQUEST = CheckoutRequest(
    reference="RF18539007547034",
    key="key-1",
    money=Money(1000, "EUR"),
    interval=Interval.MONTHLY,
    purpose="A gift",
    language="en",
    email="dora@reader.example",
    return_url="https://archive.example/back",
    cancel_url="https://archive.example/support",
)


@pytest.fixture(params=[ScriptedPayments, lambda: BankTransfer("Desk", "DE89370400440532013000")])
def provider(request):
    return request.param()


def test_provider_is_ready_and_named(provider):
    assert (provider.preflight(), provider.takes("EUR"), bool(provider.name)) == ([], True, True)


def test_one_key_begins_one_checkout(provider):
    assert provider.begin(REQUEST) == provider.begin(REQUEST)


def test_nothing_unsigned_is_believed(provider):
    with pytest.raises(Forged):
        provider.read_event(b"{}", {SIGNATURE: "0"})


def test_cancelling_twice_is_no_error(provider):
    assert provider.cancel("sub_1", "a").state == provider.cancel("sub_1", "b").state == State.CANCELLED


def test_nothing_happened_in_the_future(provider):
    assert list(provider.events_since(datetime(2100, 1, 1, tzinfo=UTC))) == []


def test_scripted_events_come_back_as_they_were_told():
    provider = ScriptedPayments()
    event = Event(
        "e1", EventKind.PAYMENT, datetime(2026, 1, 31, tzinfo=UTC), State.SUCCEEDED, money=Money(5, "EUR")
    )
    told = provider.tell(event)
    body = told.raw.encode()
    assert provider.read_event(body, {SIGNATURE.lower(): provider.sign(body)}) == told
