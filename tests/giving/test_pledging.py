from __future__ import annotations

from datetime import date, timedelta

import pytest

from dragoman.engines.payment.port import EventKind, ProviderUnavailable, State
from dragoman.giving.models import Gift, Pledge
from dragoman.giving.providers import road
from dragoman.giving.services.offering import drop_forgotten
from dragoman.giving.services.pledging import (
    cancel_pledge,
    change_pledge,
    keep_pledges,
    pause_pledge,
    resume_pledge,
    tell_provider,
)
from dragoman.giving.terms import EndedBy, GiftState, GivingRefused, PledgeIsOver, PledgeState
from dragoman.jobs.models import Job
from dragoman.letters.models import Letter
from dragoman.lib.money import Money
from tests.factories.giving import charged, event, promised_gift, promised_pledge, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def pledge():
    made = promised_pledge()
    told(charged(made, 0))
    made.refresh_from_db()
    return made


def test_what_donor_wants_holds_at_once_and_is_told_to_the_provider(pledge):
    change_pledge(pledge=pledge, money=Money(2000, "EUR"), day=31)
    pause_pledge(pledge=pledge)
    cancel_pledge(pledge=pledge, by=EndedBy.DONOR)
    cancel_pledge(pledge=pledge, by=EndedBy.DONOR)
    told_acts = [job.args["act"] for job in Job.objects.filter(kind="giving.tell").order_by("created_at")]
    assert sorted(told_acts) == ["cancel", "change", "pause"]
    pledge.refresh_from_db()
    assert (pledge.state, pledge.amount_minor, pledge.next_on) == (PledgeState.CANCELLED, 2000, None)
    tell_provider(pledge=pledge, act="cancel", key="k")
    assert road("scripted").subscriptions[pledge.provider_id].state == State.CANCELLED
    with pytest.raises(PledgeIsOver):
        resume_pledge(pledge=pledge)


@pytest.mark.parametrize(("minor", "day"), [(1, 5), (10**9, 5), (1000, 0), (1000, 32)])
def test_what_is_out_of_bounds_is_refused(pledge, minor, day):
    with pytest.raises(GivingRefused):
        change_pledge(pledge=pledge, money=Money(minor, "EUR"), day=day)


def test_older_word_of_the_provider_does_not_undo_a_pause(pledge):
    pause_pledge(pledge=pledge, until=date(2100, 1, 1))
    told(event(5, kind=EventKind.SUBSCRIPTION, state=State.ACTIVE, subscription_id=pledge.provider_id))
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.PAUSED
    assert keep_pledges(today=date(2100, 1, 1)) == 1
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.ACTIVE


def test_transfer_that_is_missed_three_times_ends_the_promise():
    pledge = promised_pledge(road="transfer")
    Pledge.objects.filter(pk=pledge.pk).update(state=PledgeState.ACTIVE, day=31, next_on=date(2027, 1, 31))
    assert keep_pledges(today=date(2027, 2, 9)) == 0
    days = [date(2027, 2, 12), date(2027, 3, 12)]
    assert [keep_pledges(today=day) for day in days] == [1, 1]
    pledge.refresh_from_db()
    assert (pledge.state, pledge.tries, pledge.next_on) == (PledgeState.PAST_DUE, 2, date(2027, 3, 31))
    keep_pledges(today=date(2027, 4, 12))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_by) == (PledgeState.CANCELLED, EndedBy.TRIES)
    assert [one.slot.split(":")[2] for one in Letter.objects.order_by("created_at")] == [
        "missed",
        "missed",
        "cancelled",
    ]


def test_promise_that_no_money_followed_is_dropped_without_a_letter():
    gift, pledge = promised_gift(), promised_pledge()
    now = gift.made_at + timedelta(days=61)
    assert (drop_forgotten(now=now, after=timedelta(days=60)), Letter.objects.count()) == (2, 0)
    pledge.refresh_from_db()
    assert (Gift.objects.get().state, pledge.state) == (GiftState.CANCELLED, PledgeState.CANCELLED)


def test_provider_that_is_away_is_told_later(pledge, monkeypatch):
    def away(*_: object) -> None:
        raise ProviderUnavailable("away")

    monkeypatch.setattr(road("scripted"), "cancel", away)
    with pytest.raises(ProviderUnavailable):
        tell_provider(pledge=pledge, act="cancel", key="k")
