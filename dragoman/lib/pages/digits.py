"""Digits of every script as the ten of ASCII."""

from __future__ import annotations

import unicodedata


def plain_digits(text: str) -> str:
    """``text`` with each decimal digit in ASCII, at the same place.

    >>> plain_digits("٢٠٢٤")
    '2024'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
