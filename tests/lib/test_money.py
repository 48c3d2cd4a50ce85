from __future__ import annotations

from contextlib import suppress

import pycountry
import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.money import (
    Money,
    NoAmount,
    UnknownCurrency,
    exponent,
    money_in_words,
    plain_amount,
    read_amount,
)

CURRENCIES = ("EUR", "USD", "JPY", "KWD", "CLF", "ISK", "MGA")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12", "EUR", 1200),
        ("12.5", "EUR", 1250),
        ("12,50", "EUR", 1250),
        ("1.234,50", "EUR", 123450),
        ("1,234.50", "EUR", 123450),
        ("1.000", "EUR", 100000),
        ("1,000", "USD", 100000),
        ("1 000", "EUR", 100000),
        ("1’000.05", "EUR", 100005),
        ("12,34,567", "EUR", None),
        ("1.234.567", "EUR", 123456700),
        ("١٢٫٥", "EUR", 1250),
        ("۱۲٬۵۰۰", "EUR", 1250000),
        ("5000", "JPY", 5000),
        ("5000.00", "JPY", 5000),
        ("50.5", "JPY", None),
        ("1.234", "KWD", 1234),
        ("1.23", "KWD", 1230),
        ("12.345", "KWD", 12345),
        ("0.001", "EUR", None),
        ("1.23.45", "EUR", None),
        ("1,234.567,8", "EUR", None),
        ("-5", "EUR", None),
        ("1e9", "EUR", None),
        ("½", "EUR", None),
        ("", "EUR", None),
        ("NaN", "EUR", None),
        ("9" * 40, "EUR", None),
    ],
)
def test_amount_is_read_as_people_write_it(text, currency, minor):
    if minor is None:
        with pytest.raises(NoAmount):
            read_amount(text, currency)
    else:
        assert read_amount(text, currency) == Money(minor, currency)


@given(st.integers(0, 10**12), st.sampled_from(CURRENCIES))
def test_plain_amounts_are_read_back(minor, currency):
    money = Money(minor, currency)
    # Three digits after one point group them in most currencies, so four is the currency's own here.
    assert read_amount(plain_amount(money), currency) == money


@given(st.text(max_size=30), st.sampled_from(CURRENCIES))
def test_any_text_is_an_amount_or_none(text, currency):
    with suppress(NoAmount):
        assert read_amount(text, currency).minor >= 0


def test_digits_after_the_point_are_those_of_iso_4217():
    assert {code: exponent(code) for code in ("EUR", "JPY", "KWD", "CLF", "ISK", "MGA", "HUF")} == {
        "EUR": 2,
        "JPY": 0,
        "KWD": 3,
        "CLF": 4,
        "ISK": 0,
        "MGA": 2,
        "HUF": 2,
    }
    # Wherever CLDR shows more than two digits, so has ISO.
    shown = {code: one[0] for code, one in get_global("currency_fractions").items() if one[0] > 2}
    known = {code: digits for code, digits in shown.items() if pycountry.currencies.get(alpha_3=code)}
    assert {code: exponent(code) for code in known} == known


@pytest.mark.parametrize("code", ["XAU", "XXX", "ZZZ", "", "eur", "EURO"])
def test_what_is_no_currency_is_refused(code):
    with pytest.raises(UnknownCurrency):
        exponent(code)


def test_money_is_written_as_each_language_writes_it():
    assert [money_in_words(Money(123450, "EUR"), one) for one in ("en", "fr", "ru", "zh-hans")] == [
        "€1,234.50",
        "1\u202f234,50\xa0€",
        "1\xa0234,50\xa0€",
        "€1,234.50",
    ]
    assert money_in_words(Money(1000, "EUR"), "en") == "€10"
    assert money_in_words(Money(5000, "JPY"), "ko") == "JP¥5,000"
