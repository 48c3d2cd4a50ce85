"""Money: whole minor units of a currency, written and read the way people write it. Never a float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pycountry
from babel import Locale
from babel.numbers import format_currency

# ISO 4217: how many digits stand after the point, where it is not two. (CLDR's own figures say what people write,
# which is another question.)
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_EXPONENTS = {
    **dict.fromkeys(_WHOLE.split(), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
# Codes of ISO 4217 that are no money: metals, bonds, tests.
_NO_MONEY = ("XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX")
_LOCALES = {"en": "en_GB"}
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’٬_"), None)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*", re.ASCII)


class UnknownCurrency(ValueError):
    """The code is none of ISO 4217 that people pay with."""


class NoAmount(ValueError):
    """The text is no amount of this currency."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """So many minor units (cents, yen, fils) of a currency."""

    minor: int
    currency: str

    def __str__(self) -> str:
        return f"{plain_amount(self)} {self.currency}"


@lru_cache(maxsize=256)
def exponent(currency: str) -> int:
    """How many digits of an amount stand after the point. Raises ``UnknownCurrency``.

    >>> exponent("EUR"), exponent("JPY"), exponent("KWD")
    (2, 0, 3)
    """
    if currency in _NO_MONEY or not currency.isupper() or pycountry.currencies.get(alpha_3=currency) is None:
        raise UnknownCurrency(f"“{currency}” is no currency: write a code such as EUR.")
    return _EXPONENTS.get(currency, 2)


def plain_amount(money: Money) -> str:
    """For files that programs read: a point, no grouping.

    >>> plain_amount(Money(123456, "EUR")), plain_amount(Money(-5, "EUR")), plain_amount(Money(500, "JPY"))
    ('1234.56', '-0.05', '500')
    """
    return f"{as_decimal(money):.{exponent(money.currency)}f}"


def as_decimal(money: Money) -> Decimal:
    return Decimal(money.minor).scaleb(-exponent(money.currency))


def money_in_words(money: Money, language: str) -> str:
    """As readers of a language write it: ``€1,234.50``, ``1.234,50 €``. Whole amounts go without empty cents."""
    locale = Locale.parse(_LOCALES.get(language, language), sep="_" if language == "en" else "-")
    digits = exponent(money.currency)
    is_whole = money.minor % 10**digits == 0
    pattern = locale.currency_formats["standard"].pattern
    pattern = re.sub(r"\.0+", "" if is_whole or not digits else "." + "0" * digits, pattern)
    return str(
        format_currency(
            as_decimal(money),
            money.currency,
            pattern,
            locale=locale,
            currency_digits=False,
            group_separator=True,
        )
    )


def read_amount(text: str, currency: str) -> Money:
    """What somebody typed: ``12``, ``12.50``, ``12,50``, ``1.234,50``, ``1 000``, ``١٢٫٥``. Raises ``NoAmount``.

    One mark before exactly three last digits groups them, unless the currency has three digits after the point: so
    nobody gives a thousandth of what they meant, and what is meant is shown once more before it counts.
    """
    digits = exponent(currency)
    plain = _in_ascii(text.strip()).translate(_SPACES)
    if not _NUMBER.fullmatch(plain) or len(plain) > 20:
        raise NoAmount(f"“{text[:30]}” is no amount.")
    whole, fraction = _parted(plain, digits)
    if len(fraction) > digits and fraction.strip("0"):
        raise NoAmount(f"{currency} has {digits} digits after the point.")
    return Money(int(whole) * 10**digits + int(fraction[:digits].ljust(digits, "0") or 0), currency)


def _parted(plain: str, digits: int) -> tuple[str, str]:
    marks = [one for one in plain if one in ".,"]
    if not marks:
        return plain, ""
    before, mark, after = plain.rpartition(marks[-1])
    groups = len(set(marks)) == 1 and (len(marks) > 1 or (len(after) == 3 and digits != 3))
    if groups:
        before, after = plain, ""
    elif mark in before:
        raise NoAmount("Two points in one amount.")
    parts = re.split("[.,]", before)
    if len(parts) > 1 and (
        not 1 <= len(parts[0]) <= 3 or parts[0][0] == "0" or any(len(one) != 3 for one in parts[1:])
    ):
        raise NoAmount("The digits are grouped oddly.")
    return "".join(parts), after


def _in_ascii(text: str) -> str:
    """Digits of every script, and the Arabic and full-width marks between them."""
    marks = {"٫": ".", "،": ",", "，": ",", "．": ".", "。": "."}
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else marks.get(one, one) for one in text)
