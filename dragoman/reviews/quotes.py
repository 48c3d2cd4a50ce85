"""Quotation marks that open and do not close."""

from __future__ import annotations

import regex

# Marks that have a partner in one direction only. German closes with the mark that opens in English, French and
# Russian share theirs, so what opens and what closes is counted together where they overlap.
_PAIRS = (("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))
_CURLED = regex.compile(r"[“”„‟]")


def quotes_balance(text: str) -> bool:
    """Whether every quotation mark of a text has its partner; apostrophes and marks for inches are no business here."""
    if any(text.count(opens) != text.count(closes) for opens, closes in _PAIRS):
        return False
    if (text.count("«") + text.count("»")) % 2 or len(_CURLED.findall(text)) % 2:
        return False
    return len(regex.findall(r'(?<!\d)"', text)) % 2 == 0 or len(regex.findall('"', text)) % 2 == 0
