"""Whatever order events come in, however often, however late, and whoever dies half way: the money adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dragoman.engines.payment.port import Event, EventKind, State
from dragoman.giving.models import Gift, Paper, Pledge, ProviderEvent, Series
from dragoman.giving.providers import road
from dragoman.giving.services.hearing import replay
from dragoman.giving.services.matching import receive_by_hand
from dragoman.giving.services.pledging import (
    cancel_pledge,
    change_pledge,
    keep_pledges,
    pause_pledge,
    resume_pledge,
)
from dragoman.giving.services.receipting import gaps
from dragoman.giving.services.reconciling import reconcile
from dragoman.giving.services.refunding import ask_refund, send_back
from dragoman.giving.terms import HAD, OVER, EndedBy, GivingRefused, PaperKind
from dragoman.letters.models import Letter
from dragoman.lib.money import Money
from tests.factories.giving import (
    charged,
    disputed,
    paid,
    promised_gift,
    promised_pledge,
    refunded,
    told,
)
from tests.factories.people import person

FEW = settings(
    max_examples=5,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


class Died(Exception):
    """The process was killed before its transaction ended."""


class MoneyAndEvents(RuleBasedStateMachine):
    """``waiting`` are events that happened and were not told yet: any of them may be told next, again, or never."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        road("scripted").happened.clear()
        self.waiting: list[Event] = []
        self.said: list[Event] = []
        self.over: set[int] = set()
        self.treasurer = person("Tilda", "treasurer")

    @rule(minor=st.integers(100, 5000), fee=st.integers(0, 50))
    def gift_is_paid(self, minor, fee):
        gift = promised_gift(money=Money(minor, "EUR"), fee_minor=fee)
        self.waiting.append(paid(gift, Money(minor, "EUR")))

    @rule(months=st.integers(1, 3), failures=st.integers(0, 3), comes=st.booleans())
    def month_is_charged(self, months, failures, comes):
        pledge = promised_pledge()
        for month in range(months):
            for minute in range(failures):
                self.waiting.append(charged(pledge, month, State.FAILED, minute))
            if comes and failures < 3:
                self.waiting.append(charged(pledge, month, State.SUCCEEDED, 10))

    @rule(data=st.data(), part=st.integers(1, 3))
    def some_goes_back(self, data, part):
        payments = [one for one in self.said + self.waiting if one.money and one.kind == EventKind.PAYMENT]
        if payments:
            one = data.draw(st.sampled_from(payments))
            back = max(one.money.minor // (part + 3), 1)
            name = f"re_{one.subject_id}_{part}"
            event = refunded(one.subject_id, back, name)
            # A refund is told once as asked for, once as done, in any order.
            asked = replace(
                event, provider_id=f"{name}-asked", at=event.at - timedelta(1), state=State.PENDING
            )
            self.waiting += [event, asked]

    @rule(data=st.data(), end=st.sampled_from([State.WON, State.LOST]))
    def payment_is_disputed(self, data, end):
        payments = [one for one in self.said if one.money and one.kind == EventKind.PAYMENT]
        if payments:
            one = data.draw(st.sampled_from(payments))
            name, minor = f"dp_{one.subject_id}", one.money.minor // 5 or 1
            if not any(two.subject_id == name for two in self.said + self.waiting):
                self.waiting += [
                    disputed(one.subject_id, minor, State.OPEN, name),
                    disputed(one.subject_id, minor, end, name, minutes=200),
                ]

    @rule(data=st.data(), dies=st.booleans(), again=st.booleans())
    def one_event_is_told(self, data, dies, again):
        known = self.waiting + (self.said if again else [])
        if not known:
            return
        event = data.draw(st.sampled_from(known))
        if dies:
            with pytest.raises(Died), transaction.atomic():
                told(event)
                raise Died
        told(event)
        if event in self.waiting:
            self.waiting.remove(event)
            self.said.append(event)

    @rule(data=st.data())
    def one_event_is_replayed(self, data):
        kept = list(ProviderEvent.objects.all())
        if kept:
            replay(kept=data.draw(st.sampled_from(kept)))

    @rule(data=st.data(), minor=st.integers(100, 5000), day=st.integers(1, 31))
    def promise_is_changed(self, data, minor, day):
        pledges = list(Pledge.objects.exclude(state__in=OVER))
        if pledges:
            pledge = data.draw(st.sampled_from(pledges))
            act = data.draw(st.sampled_from(["change", "pause", "resume", "cancel"]))
            if act == "change":
                change_pledge(pledge=pledge, money=Money(minor, "EUR"), day=day)
            elif act == "pause":
                pause_pledge(pledge=pledge)
            elif act == "resume":
                resume_pledge(pledge=pledge)
            else:
                cancel_pledge(pledge=pledge, by=EndedBy.DONOR)

    @rule(data=st.data(), minor=st.integers(1, 400))
    def desk_sends_back(self, data, minor):
        gifts = list(Gift.objects.filter(state__in=HAD))
        if gifts:
            gift = data.draw(st.sampled_from(gifts))
            try:
                refund = ask_refund(gift=gift, amount_minor=minor, reason="", person=self.treasurer)
            except GivingRefused:
                assert minor > gift.kept.minor - sum(
                    one.amount_minor for one in gift.refunds.filter(state="asked")
                )
                return
            send_back(refund=refund)

    @rule(minor=st.integers(100, 5000), twice=st.booleans())
    def transfer_arrives(self, minor, twice):
        gift = promised_gift(road="transfer", money=Money(1000, "EUR"))
        for _ in range(1 + twice):
            receive_by_hand(
                promised=gift,
                money=Money(minor, "EUR"),
                on=date(2026, 11, 20),
                key=f"slip-{gift.pk}",
                person=self.treasurer,
            )

    @rule()
    def night_falls(self):
        assert [one for one in reconcile(now=datetime.now(UTC)).findings if one[0] in {"sum", "number"}] == []
        keep_pledges(today=date(2026, 11, 24))

    @invariant()
    def money_adds_up(self):
        gifts, papers = list(Gift.objects.all()), list(Paper.objects.all())
        kept = sum(one.kept.minor for one in gifts)
        issued = sum(one.amount_minor for one in papers if one.kind == PaperKind.RECEIPT)
        credited = sum(one.amount_minor for one in papers if one.kind == PaperKind.CREDIT_NOTE)
        assert issued - credited == kept

    @invariant()
    def numbers_have_no_gap(self):
        assert gaps() == []
        for series in Series.objects.all():
            of_it = Paper.objects.filter(prefix=series.prefix, year=series.year, kind=series.kind)
            assert sorted(of_it.values_list("serial", flat=True)) == list(range(1, series.last + 1))

    @invariant()
    def every_payment_has_one_receipt(self):
        had = Gift.objects.filter(state__in=HAD).count()
        assert Paper.objects.filter(kind=PaperKind.RECEIPT).count() == had

    @invariant()
    def no_letter_is_written_twice(self):
        slots = list(Letter.objects.values_list("slot", flat=True))
        assert len(slots) == len(set(slots)) and all(slots)

    @invariant()
    def what_is_over_stays_over(self):
        over = set(Pledge.objects.filter(state__in=OVER).values_list("pk", flat=True))
        assert self.over <= over
        self.over = over

    def teardown(self):
        """Everything that happened is told at last: nothing is left to wait, and it still adds up."""
        try:
            for event in self.waiting:
                told(event)
            self.money_adds_up()
            self.numbers_have_no_gap()
            assert not ProviderEvent.objects.filter(state="set aside").exists()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)


@pytest.mark.django_db
def test_money_adds_up_whatever_happens():
    run_state_machine_as_test(MoneyAndEvents, settings=FEW)
