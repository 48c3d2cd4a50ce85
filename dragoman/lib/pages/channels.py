"""Channels that stand without a label before them: ``CCTV (China)`` between facts, or a row of them on a line."""

from __future__ import annotations

import re
from typing import Final

from dragoman.lib.countries import country_code

_CHANNEL: Final = re.compile(r"[^:：.!?\"“]{2,60}\(([^()]{2,40})\)")
_SOUNDS_LIKE_ONE: Final = re.compile(
    r"\b(?:TV|television|radio|channel|network|news|broadcasting)\b|قناة|تلفزيون|إذاعة|телеканал|радио|电视|電視",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?<=\))\s*[,;،]\s*")
_YEAR: Final = re.compile(r"\d{4}")
_LONGEST_ROW: Final = 160


def is_channel(part: str) -> bool:
    """A name with a country in brackets.

    >>> is_channel("CCTV (China)"), is_channel("Bread (sliced)")
    (True, False)
    """
    channel = _CHANNEL.fullmatch(part)
    return channel is not None and country_code(channel[1]) is not None


def is_row_of_channels(text: str) -> bool:
    """A whole line of them, each of which sounds like a channel: a headline may end in a country too.

    >>> is_row_of_channels("Al-Aqsa TV (Hamas - Gaza), Radio Sawa (Iraq)"), is_row_of_channels("Blast In Homs (Syria)")
    (True, False)
    """
    if len(text) > _LONGEST_ROW or not text.endswith(")") or _YEAR.search(text):
        return False
    return all(is_channel(part) and _SOUNDS_LIKE_ONE.search(part) for part in _BETWEEN.split(text))
