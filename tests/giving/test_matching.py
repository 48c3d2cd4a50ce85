from __future__ import annotations

from datetime import date

import pytest

from dragoman.giving.models import Gift, StatementLine
from dragoman.giving.services.matching import (
    ignore_line,
    look_through,
    match_line,
    receive_by_hand,
    receive_unpromised,
    take_statement,
)
from dragoman.giving.services.offering import donor_of
from dragoman.giving.statements import camt, table
from dragoman.giving.terms import GiftState, LineState, NotMatched, PledgeState
from dragoman.lib.money import Money
from tests.factories.giving import promised_gift, promised_pledge
from tests.factories.people import person
from tests.giving.statements import CAMT, CSV

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def treasurer():
    return person("Tilda", "treasurer")


def of_table(text: str):
    rows = table.rows_of(text.encode())
    return table.credits_in(rows, table.guessed(rows[0]), "EUR")


def test_transfers_with_a_reference_find_their_gifts(treasurer):
    gift = promised_gift(road="transfer", money=Money(2500, "EUR"))
    credits = of_table(CSV.format(one=gift.reference))
    looked = look_through(credits=credits)
    assert (looked.new, looked.known, looked.matched, StatementLine.objects.count()) == (2, 0, 1, 0)
    taken = take_statement(credits=credits, person=treasurer)
    gift.refresh_from_db()
    assert ((taken.new, taken.known, taken.matched), gift.state, gift.papers.count()) == (
        (2, 0, 1),
        GiftState.SUCCEEDED,
        1,
    )
    again = take_statement(credits=credits, person=treasurer)
    assert ((again.new, again.known, again.matched), Gift.objects.count()) == ((0, 2, 0), 1)


def test_each_transfer_of_a_standing_order_is_a_gift_of_its_month(treasurer):
    pledge, single = promised_pledge(road="transfer"), promised_gift(road="transfer")
    credits = camt.credits_in(CAMT.format(one=pledge.reference, two=single.reference).encode())
    take_statement(credits=credits, person=treasurer)
    pledge.refresh_from_db()
    single.refresh_from_db()
    assert (pledge.state, pledge.gifts.get().money, single.state) == (
        PledgeState.ACTIVE,
        Money(2500, "EUR"),
        GiftState.SUCCEEDED,
    )
    assert pledge.next_on > pledge.made_at.date()


def test_two_references_in_one_line_are_for_a_person_to_decide(treasurer):
    one, two = promised_gift(road="transfer"), promised_gift(road="transfer")
    take_statement(credits=of_table(CSV.format(one=f"{one.reference} {two.reference}")), person=treasurer)
    line = StatementLine.objects.get(payer="Dora Reader")
    assert line.state == LineState.OPEN
    match_line(line=line, promised=two, person=treasurer)
    with pytest.raises(NotMatched):
        match_line(line=line, promised=one, person=treasurer)
    assert [each.state for each in Gift.objects.order_by("pk")] == [GiftState.PENDING, GiftState.SUCCEEDED]


def test_line_that_is_no_gift_keeps_no_name(treasurer):
    take_statement(credits=of_table(CSV.format(one="")), person=treasurer)
    line = StatementLine.objects.get(payer="Somebody Else")
    ignore_line(line=line, person=treasurer)
    line.refresh_from_db()
    assert (line.state, line.payer, line.text) == (LineState.IGNORED, "", "")


def test_money_by_hand_is_one_gift_however_often_it_is_sent(treasurer):
    gift = promised_gift(road="transfer")
    for _ in range(2):
        receive_by_hand(promised=gift, money=Money(700, "EUR"), on=DAY, key="slip", person=treasurer)
    gift.refresh_from_db()
    assert (gift.money, Gift.objects.count(), gift.papers.count()) == (Money(700, "EUR"), 1, 1)
    with pytest.raises(NotMatched):
        receive_by_hand(promised=gift, money=Money(0, "EUR"), on=DAY, key="other", person=treasurer)


def test_money_nobody_promised_is_a_gift_too(treasurer):
    donor = donor_of("cash@reader.example", "en")
    given = {
        "donor": donor,
        "name": "C. Ash",
        "money": Money(500, "EUR"),
        "on": DAY,
        "key": "k",
        "person": treasurer,
    }
    assert receive_unpromised(**given) == receive_unpromised(**given)
    assert (Gift.objects.get().state, donor.language) == (GiftState.SUCCEEDED, "en")
