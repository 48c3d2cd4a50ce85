"""How pages print money, and codes that are pictures of ours."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from dragoman.lib.money import Money, money_in_words
from dragoman.ui.wording import reader_language

register = template.Library()


@register.filter
def money(amount: Money | None) -> str:
    """As the reader writes it."""
    return "" if amount is None else money_in_words(amount, reader_language())


@register.filter
def minor(amount_minor: int, currency: str) -> str:
    """Whole minor units of a currency, as the reader writes them."""
    return money_in_words(Money(amount_minor, currency), reader_language())


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing that the product made itself."""
    return mark_safe(svg)  # noqa: S308  our own drawing
