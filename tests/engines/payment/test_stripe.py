"""Against a stub of the API and signatures made as Stripe publishes them; nothing here has met Stripe itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.payment.port import (
    Change,
    Checkout,
    CheckoutRequest,
    Event,
    EventKind,
    Forged,
    Interval,
    PaymentError,
    ProviderUnavailable,
    Refund,
    Refused,
    State,
    Subscription,
)
from dragoman.engines.payment.stripe import StripePayments
from dragoman.engines.payment.stripe_amounts import from_stripe, to_stripe
from dragoman.engines.payment.stripe_events import event_of
from dragoman.lib.money import Money
from tests.engines.payment.stub_stripe import event, invoice, stub_stripe, subscription

REFERENCE = "RF18539007547034"
AT = datetime.fromtimestamp(1_764_000_000, UTC)
SECRET = "whsec_test"
TEN = Money(1000, "EUR")


@pytest.fixture(scope="module")
def stub():
    with stub_stripe() as served:
        yield served


@pytest.fixture
def stripe(stub):
    stub.asked.clear()
    stub.answers.clear()
    return StripePayments("sk_test_x", SECRET, stub.address)


def request(interval: Interval, money: Money = TEN) -> CheckoutRequest:
    return CheckoutRequest(
        reference=REFERENCE,
        key="key-1",
        money=money,
        interval=interval,
        purpose="A gift to Lantern Desk",
        language="fr",
        email="dora@reader.example",
        return_url="https://archive.example/back",
        cancel_url="https://archive.example/support",
    )


def signed(body: bytes, at: int | None = None, secret: str = SECRET) -> dict[str, str]:
    """As docs.stripe.com/webhooks#verify-manually says it is made."""
    stamp = int(time.time()) if at is None else at
    mac = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={stamp},v1={mac}"}


def test_single_gift_is_paid_on_stripes_page(stub, stripe):
    stub.answer(
        "POST",
        "/v1/checkout/sessions",
        {"id": "cs_1", "object": "checkout.session", "url": "https://c.example/1"},
    )
    assert stripe.begin(request(Interval.ONCE)) == Checkout("cs_1", "https://c.example/1")
    assert stub.asked == [
        (
            "POST",
            "/v1/checkout/sessions",
            {
                "mode": "payment",
                "client_reference_id": REFERENCE,
                "metadata[reference]": REFERENCE,
                "customer_email": "dora@reader.example",
                "success_url": "https://archive.example/back",
                "cancel_url": "https://archive.example/support",
                "locale": "fr",
                "line_items[0][quantity]": "1",
                "line_items[0][price_data][currency]": "eur",
                "line_items[0][price_data][unit_amount]": "1000",
                "line_items[0][price_data][product_data][name]": "A gift to Lantern Desk",
                "submit_type": "donate",
                "payment_intent_data[metadata][reference]": REFERENCE,
            },
            "key-1",
        )
    ]


def test_monthly_gift_is_a_subscription(stub, stripe):
    stub.answer(
        "POST",
        "/v1/checkout/sessions",
        {"id": "cs_2", "object": "checkout.session", "url": "https://c.example/2"},
    )
    stripe.begin(request(Interval.MONTHLY, Money(500, "JPY")))
    told = stub.asked[0][2]
    assert {
        name: told[name] for name in told if "price_data" in name or "mode" in name or "subscription" in name
    } == {
        "mode": "subscription",
        "line_items[0][price_data][currency]": "jpy",
        "line_items[0][price_data][unit_amount]": "500",
        "line_items[0][price_data][product_data][name]": "A gift to Lantern Desk",
        "line_items[0][price_data][recurring][interval]": "month",
        "subscription_data[metadata][reference]": REFERENCE,
    }


def test_subscription_is_changed_paused_and_cancelled_once(stub, stripe):
    stub.answer("GET", "/v1/subscriptions/sub_1", subscription())
    stub.answer("POST", "/v1/subscriptions/sub_1", subscription(pause_collection={"behavior": "void"}))
    stub.answer("DELETE", "/v1/subscriptions/sub_1", subscription(status="canceled"))
    kept = Subscription("sub_1", State.PAUSED, Money(1000, "EUR"), date(2025, 12, 31))
    assert stripe.change("sub_1", Change(money=Money(2000, "EUR"), paused=True), "k1") == kept
    assert stub.asked[1] == (
        "POST",
        "/v1/subscriptions/sub_1",
        {
            "proration_behavior": "none",
            "items[0][id]": "si_1",
            "items[0][price_data][currency]": "eur",
            "items[0][price_data][unit_amount]": "2000",
            "items[0][price_data][product]": "prod_1",
            "items[0][price_data][recurring][interval]": "month",
            "pause_collection[behavior]": "void",
        },
        "k1",
    )
    assert stripe.cancel("sub_1", "k2").state == State.CANCELLED
    stub.answer("GET", "/v1/subscriptions/sub_1", subscription(status="canceled"))
    stub.asked.clear()
    assert stripe.cancel("sub_1", "k3").state == State.CANCELLED
    assert [one[0] for one in stub.asked] == ["GET"]


def test_refund_and_portal(stub, stripe):
    stub.answer("POST", "/v1/refunds", {"id": "re_1", "object": "refund", "status": "succeeded"})
    stub.answer(
        "POST",
        "/v1/billing_portal/sessions",
        {"id": "bps_1", "object": "billing_portal.session", "url": "https://p.example"},
    )
    refunded = Refund("re_1", "pi_1", Money(300, "EUR"), State.SUCCEEDED)
    assert stripe.refund("pi_1", Money(300, "EUR"), "k") == refunded
    assert stripe.portal("cus_1", "https://archive.example", "ar") == "https://p.example"


def test_errors_are_said_in_our_words(stub, stripe):
    with pytest.raises(Refused, match="No such thing"):
        stripe.refund("pi_9", Money(300, "EUR"), "k")
    stub.answer("POST", "/v1/refunds", {"error": {"type": "api_error", "message": "Oops"}}, 401)
    with pytest.raises(ProviderUnavailable):
        stripe.refund("pi_1", Money(300, "EUR"), "k")
    with pytest.raises(ProviderUnavailable, match="secret of the webhook"):
        StripePayments("sk_test_x").refund("pi_1", Money(300, "EUR"), "k")


def test_what_happened_can_be_asked_for(stub, stripe):
    stub.answer(
        "GET",
        "/v1/events",
        {
            "object": "list",
            "has_more": False,
            "url": "/v1/events",
            "data": [event("invoice.paid", invoice()), event("product.created", {}, id="evt_2")],
        },
    )
    (told,) = stripe.events_since(AT)
    assert (told.event.provider_id, told.event.subject_id) == ("evt_1", "in_1")


def test_only_what_stripe_signed_just_now_is_believed(stripe):
    body = json.dumps(event("invoice.paid", invoice())).encode()
    told = stripe.read_event(body, signed(body))
    assert (told.event.kind, told.raw) == (EventKind.PAYMENT, body.decode())
    now = int(time.time())
    for headers in (
        signed(body + b" "),
        signed(body, secret="whsec_other"),
        signed(body, at=now - 301),
        {"Stripe-Signature": "t=,v1="},
        {"Stripe-Signature": "x" * 10_000},
        {},
    ):
        with pytest.raises(Forged):
            stripe.read_event(body, headers)


def paid(**fields: object) -> Event:
    known = {
        "provider_id": "evt_1",
        "kind": EventKind.PAYMENT,
        "at": AT,
        "state": State.SUCCEEDED,
        "reference": REFERENCE,
        "money": Money(1000, "EUR"),
    }
    return Event(**(known | fields))


@pytest.mark.parametrize(
    ("kind", "thing", "expected"),
    [
        (
            "checkout.session.completed",
            {"id": "cs_1", "mode": "payment", "payment_status": "paid", "payment_intent": "pi_1", "customer": None,
             "amount_total": 1000, "currency": "eur", "metadata": {"reference": REFERENCE}},
            paid(subject_id="pi_1"),
        ),
        (
            "checkout.session.completed",
            {"id": "cs_1", "mode": "subscription", "subscription": "sub_1", "customer": "cus_1",
             "client_reference_id": REFERENCE, "metadata": {}},
            paid(kind=EventKind.SUBSCRIPTION, state=State.PENDING, subject_id="sub_1", subscription_id="sub_1",
                 customer_id="cus_1", money=None),
        ),
        (
            "payment_intent.payment_failed",
            {"id": "pi_1", "amount": 1000, "currency": "eur", "metadata": {"reference": REFERENCE}},
            paid(state=State.FAILED, subject_id="pi_1"),
        ),
        (
            "payment_intent.succeeded",
            {"id": "pi_2", "amount": 1000, "amount_received": 1000, "currency": "eur", "metadata": {}},
            paid(kind=EventKind.OTHER, state=State.PENDING, reference="", money=None),
        ),
        ("invoice.paid", invoice(), paid(subject_id="in_1", subscription_id="sub_1", customer_id="cus_1")),
        (
            "invoice.payment_failed",
            invoice(amount_paid=0),
            paid(state=State.FAILED, subject_id="in_1", subscription_id="sub_1", customer_id="cus_1"),
        ),
        (
            "invoice_payment.paid",
            {"id": "inpay_1", "invoice": "in_1", "payment": {"type": "payment_intent", "payment_intent": "pi_1"}},
            paid(state=State.PENDING, subject_id="in_1", also_id="pi_1", reference="", money=None),
        ),
        (
            "refund.updated",
            {"id": "re_1", "amount": 300, "currency": "jpy", "payment_intent": "pi_1", "status": "succeeded"},
            paid(kind=EventKind.REFUND, subject_id="re_1", payment_id="pi_1", reference="", money=Money(300, "JPY")),
        ),
        (
            "charge.dispute.created",
            {"id": "dp_1", "amount": 1000, "currency": "eur", "payment_intent": "pi_1", "status": "needs_response",
             "reason": "fraudulent"},
            paid(kind=EventKind.DISPUTE, state=State.OPEN, subject_id="dp_1", payment_id="pi_1", reference="",
                 reason="fraudulent"),
        ),
        (
            "customer.subscription.deleted",
            subscription(status="canceled", cancellation_details={"reason": "payment_failed"}),
            paid(kind=EventKind.SUBSCRIPTION, state=State.CANCELLED, subject_id="sub_1", subscription_id="sub_1",
                 customer_id="cus_1", next_on=date(2025, 12, 31), reason="payment_failed"),
        ),
        (
            "customer.source.expiring",
            {"id": "card_1", "customer": "cus_1", "exp_month": 3, "exp_year": 2027},
            paid(kind=EventKind.CARD_EXPIRING, state=State.PENDING, subject_id="card_1", customer_id="cus_1",
                 reference="", money=None, reason="2027-03"),
        ),
    ],
)  # fmt: skip
def test_events_are_said_in_our_words(kind, thing, expected):
    assert event_of(event(kind, thing)) == expected


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "items", "data", "currency", "amount", "parent"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(_JSON, st.sampled_from(["refund.updated", "invoice.paid", "customer.subscription.updated", "x"]))
def test_signed_nonsense_is_no_event(thing, kind):
    stripe = StripePayments("sk_test_x", SECRET)
    body = json.dumps(event(kind, thing)).encode()
    try:
        assert stripe.read_event(body, signed(body)).event.provider_id == "evt_1"
    except PaymentError as error:
        assert isinstance(error, Forged)


def test_amounts_are_counted_as_the_api_counts_them():
    counted = [
        Money(1050, "EUR"),
        Money(500, "JPY"),
        Money(500, "UGX"),
        Money(500, "ISK"),
        Money(50000, "MGA"),
    ]
    assert [to_stripe(one) for one in counted] == [1050, 500, 50000, 50000, 500]
    assert [from_stripe(to_stripe(one), one.currency.lower()) for one in counted] == counted
    assert to_stripe(Money(1230, "KWD")) == 1230
    with pytest.raises(Refused):
        to_stripe(Money(1234, "KWD"))
