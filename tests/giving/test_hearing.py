"""What follows from events: once each, in any order."""

from __future__ import annotations

import json

import pytest

from dragoman.engines.payment.port import EventKind, State
from dragoman.giving.models import Gift, Paper, Pledge, ProviderEvent
from dragoman.giving.services.hearing import replay
from dragoman.giving.terms import EndedBy, EventState, GiftState, PaperKind, PledgeState
from dragoman.jobs.models import Job
from dragoman.letters.models import Letter
from dragoman.lib.money import Money
from tests.factories.giving import (
    charged,
    disputed,
    event,
    paid,
    promised_gift,
    promised_pledge,
    refunded,
    told,
)

pytestmark = pytest.mark.django_db


def slots() -> list[str]:
    return [one.slot.split(":", 2)[2] for one in Letter.objects.order_by("created_at")]


def papers() -> list[tuple[str, int]]:
    return list(Paper.objects.order_by("pk").values_list("number", "amount_minor"))


def test_paid_gift_has_a_receipt_and_its_letter_is_queued():
    gift = promised_gift()
    told(paid(gift))
    gift.refresh_from_db()
    year = gift.papers.get().year
    assert (gift.state, gift.kept, papers()) == (
        GiftState.SUCCEEDED,
        Money(1000, "EUR"),
        [(f"G-{year}-000001", 1000)],
    )
    assert list(Job.objects.values_list("kind", flat=True)) == ["giving.receipt"]


def test_receipt_names_nobody():
    gift = promised_gift()
    told(paid(gift))
    words = gift.papers.get().content
    assert "Dora" not in words and "Orchard" not in words and "reader.example" not in words
    assert len(json.loads(words)["to"]) == 64


def test_event_told_twice_and_replayed_happens_once():
    gift = promised_gift()
    first = paid(gift)
    kept = told(first)
    assert told(first) == kept
    replay(kept=kept)
    assert (ProviderEvent.objects.count(), len(papers()), Job.objects.count()) == (1, 1, 1)


def test_refund_that_comes_before_its_payment_waits_for_it():
    gift = promised_gift()
    kept = told(refunded(f"pay_{gift.pk}", 300, "re_1"))
    assert (kept.state, papers()) == (EventState.SET_ASIDE, [])
    told(paid(gift))
    kept.refresh_from_db()
    gift.refresh_from_db()
    assert (kept.state, gift.state, [minor for _, minor in papers()]) == (
        EventState.APPLIED,
        GiftState.PART_REFUNDED,
        [1000, 300],
    )
    assert len(slots()) == 1 and slots()[0].startswith("credit:GC-")


def test_failure_told_late_does_not_undo_a_payment():
    gift = promised_gift()
    told(paid(gift, minutes=5))
    told(event(0, state=State.FAILED, subject_id=f"pay_{gift.pk}", reference=gift.reference))
    gift.refresh_from_db()
    assert (gift.state, gift.failures) == (GiftState.SUCCEEDED, 1)


def test_what_arrived_counts_and_not_what_was_promised():
    gift = promised_gift(fee_minor=30)
    told(paid(gift, money=Money(10, "USD")))
    gift.refresh_from_db()
    assert (gift.money, gift.fee_minor, papers()[0][1]) == (Money(10, "USD"), 10, 10)


def test_second_payment_under_one_reference_is_a_second_gift():
    gift = promised_gift()
    told(paid(gift, payment="pay_a"))
    told(paid(gift, payment="pay_b", minutes=3))
    assert [one.state for one in Gift.objects.all()] == [GiftState.SUCCEEDED, GiftState.SUCCEEDED]
    assert len(papers()) == 2


def test_dispute_lost_is_credited_and_a_won_one_is_not():
    gift = promised_gift()
    told(paid(gift))
    told(disputed(f"pay_{gift.pk}", 1000, State.OPEN, "dp_1"))
    gift.refresh_from_db()
    assert gift.state == GiftState.DISPUTED
    told(disputed(f"pay_{gift.pk}", 1000, State.WON, "dp_1", minutes=120))
    gift.refresh_from_db()
    assert (gift.state, len(papers())) == (GiftState.SUCCEEDED, 1)
    told(disputed(f"pay_{gift.pk}", 1000, State.LOST, "dp_2", minutes=130))
    gift.refresh_from_db()
    assert (gift.state, [minor for _, minor in papers()]) == (GiftState.LOST, [1000, 1000])


def test_monthly_gift_makes_a_gift_each_month():
    pledge = promised_pledge()
    told(charged(pledge, 1))
    told(charged(pledge, 0))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.provider_id, pledge.customer_id, pledge.gifts.count()) == (
        PledgeState.ACTIVE,
        f"sub_{pledge.pk}",
        f"cus_{pledge.pk}",
        2,
    )
    assert Paper.objects.filter(kind=PaperKind.RECEIPT).count() == 2


def test_three_charges_in_vain_end_a_monthly_gift_with_a_letter_each():
    pledge = promised_pledge()
    told(charged(pledge, 0))
    for minute in range(3):
        told(charged(pledge, 1, State.FAILED, minute))
    pledge.refresh_from_db()
    failed = pledge.gifts.get(state=GiftState.FAILED)
    assert (pledge.state, pledge.ended_by) == (PledgeState.CANCELLED, EndedBy.TRIES)
    assert slots() == [
        f"failed:{failed.pk}:1",
        f"failed:{failed.pk}:2",
        f"failed:{failed.pk}:3",
        f"cancelled:{pledge.pk}",
    ]
    assert Job.objects.filter(kind="giving.tell").count() == 1


def test_charge_that_comes_after_two_in_vain_makes_good():
    pledge = promised_pledge()
    told(charged(pledge, 0, State.FAILED, 0))
    told(charged(pledge, 0, State.FAILED, 1))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.tries) == (PledgeState.PAST_DUE, 2)
    told(charged(pledge, 0, State.SUCCEEDED, 2))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.tries) == (PledgeState.ACTIVE, 0)


def test_nothing_revives_what_the_provider_ended():
    pledge = promised_pledge()
    told(charged(pledge, 0))
    subscription = {"kind": EventKind.SUBSCRIPTION, "subject_id": "s", "subscription_id": f"sub_{pledge.pk}"}
    told(event(90, state=State.CANCELLED, **subscription))
    told(event(100, state=State.ACTIVE, **subscription))
    told(event(80, state=State.ACTIVE, **subscription))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_by) == (PledgeState.CANCELLED, EndedBy.PROVIDER)
    assert slots() == [f"cancelled:{pledge.pk}"]


def test_checkout_that_was_left_ends_without_a_letter():
    pledge = promised_pledge()
    told(
        event(kind=EventKind.SUBSCRIPTION, state=State.CANCELLED, subject_id="co", reference=pledge.reference)
    )
    pledge.refresh_from_db()
    assert (pledge.state, slots()) == (PledgeState.CANCELLED, [])


def test_donor_hears_once_that_a_card_expires():
    pledge = promised_pledge()
    told(charged(pledge, 0))
    expiring = {"kind": EventKind.CARD_EXPIRING, "customer_id": f"cus_{pledge.pk}", "reason": "2027-03"}
    told(event(**expiring))
    told(event(**expiring))
    assert slots() == [f"expiring:{pledge.pk}:2027-03"]


def test_events_of_strangers_change_nothing():
    gift = promised_gift()
    kept = told(event(subject_id="pay_x", reference="RF00NOBODY", money=Money(5, "EUR")))
    other = told(event(kind=EventKind.OTHER))
    assert (kept.state, other.state) == (EventState.SET_ASIDE, EventState.NO_CONCERN)
    assert (Gift.objects.get().state, gift.pk, Pledge.objects.count()) == (GiftState.PENDING, gift.pk, 0)
