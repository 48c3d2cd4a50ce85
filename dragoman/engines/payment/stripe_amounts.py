"""Amounts as Stripe's API counts them, which is not ISO 4217 everywhere (docs.stripe.com/currencies)."""

from __future__ import annotations

from dragoman.engines.payment.port import Refused
from dragoman.lib.money import Money, exponent

# Counted in hundredths though nobody has hundredths of them; and counted whole though ISO has hundredths.
_IN_HUNDREDTHS = frozenset({"ISK", "UGX"})
_WHOLE = frozenset({"MGA"})


def to_stripe(money: Money) -> int:
    """Raises ``Refused`` for an amount that the API can't say."""
    if money.currency in _IN_HUNDREDTHS:
        return money.minor * 100
    if money.currency in _WHOLE:
        return _divided(money, 100)
    if exponent(money.currency) == 3:
        _divided(money, 10)  # the last of three digits must be a nought
    return money.minor


def from_stripe(amount: int, currency: str) -> Money:
    code = currency.upper()
    if code in _IN_HUNDREDTHS:
        return Money(amount // 100, code)
    return Money(amount * 100 if code in _WHOLE else amount, code)


def _divided(money: Money, by: int) -> int:
    whole, rest = divmod(money.minor, by)
    if rest:
        raise Refused(f"{money} can't be paid by card: give a rounder amount.")
    return whole
