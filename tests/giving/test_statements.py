from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.giving.statements import camt, table
from dragoman.giving.statements.lines import BadStatement
from dragoman.lib.money import Money
from tests.giving.statements import CAMT, CSV


def said(credits):
    return [(one.booked_on, one.money, one.payer, one.text) for one in credits]


def of_table(data: bytes):
    rows = table.rows_of(data)
    return table.credits_in(rows, table.guessed(rows[0]), "EUR")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_credits_of_a_table_are_read(encoding):
    assert said(of_table(CSV.format(one="RF1").encode(encoding))) == [
        (date(2026, 11, 20), Money(2500, "EUR"), "Dora Reader", "SVWZ+RF1 Danke"),
        (date(2026, 11, 22), Money(125050, "EUR"), "Somebody Else", "ohne alles"),
    ]


def test_same_line_has_the_same_key_and_equal_lines_have_two():
    data = CSV.format(one="RF1").encode()
    assert [one.key for one in of_table(data)] == [one.key for one in of_table(data)]
    head, line = b"Date,Amount,Details\n", b"2026-11-20,5.00,same\n"
    assert len({one.key for one in of_table(head + line + line)}) == 2


def test_columns_and_the_order_of_days_can_be_said():
    rows = table.rows_of(b"a,b\n11/20/26,7.50\n")
    credits = table.credits_in(rows, table.Columns(0, 1), "USD", day_first=False)
    assert said(credits) == [(date(2026, 11, 20), Money(750, "USD"), "", "")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b\n",
        b"Date,Amount\nnever,5\n",
        b"Date,Amount\n2026-01-01,much\n",
        b"x,y\n1,2\n",
        b"\0" * 50,
        b"x" * 6_000_000,
    ],
)
def test_what_is_no_table_is_said_to_be_none(data):
    with pytest.raises(BadStatement):
        of_table(data)


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: ("Date;Amount\n" + text).encode()))
def test_any_bytes_are_a_table_or_refused(data):
    with suppress(BadStatement):
        assert all(one.money.minor > 0 for one in of_table(data))


def test_credits_of_camt_are_read_one_for_each_transfer_of_a_batch():
    credits = camt.credits_in(CAMT.format(one="RF1", two="RF2").encode())
    assert said(credits) == [
        (date(2026, 11, 20), Money(2500, "EUR"), "Dora Reader", "RF1"),
        (date(2026, 11, 21), Money(1000, "EUR"), "", "RF2"),
        (date(2026, 11, 21), Money(2000, "EUR"), "", "no idea"),
    ]
    assert len({one.key for one in credits}) == 3


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&b;</Document>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><Document>&a;</Document>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        b"not xml",
        BOMB.encode(),
        OUTSIDE.encode(),
        CAMT.replace("25.00", "1e9999").encode(),
        CAMT.replace("25.00", "25.001").encode(),
        CAMT.replace("25.00", "-25").encode(),
        CAMT.replace('Ccy="EUR"', 'Ccy="XXX"').encode(),
        CAMT.replace("2026-11-20", "someday").encode(),
        b"<" * 5000,
        b"<a>" * 100_000,
    ],
)
def test_hostile_xml_is_refused(data):
    with pytest.raises(BadStatement):
        camt.credits_in(data)


@given(st.integers(0, 900), st.binary(max_size=12))
def test_damaged_camt_is_read_or_refused(place, noise):
    data = CAMT.encode()
    with suppress(BadStatement):
        assert all(
            one.money.minor > 0 for one in camt.credits_in(data[:place] + noise + data[place + len(noise) :])
        )
