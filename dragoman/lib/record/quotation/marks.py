"""Which marks open and close a quotation, in the languages that quote in an article."""

from __future__ import annotations

PAIRS: dict[str, str] = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "”": "”",
    "״": "״",
    "‹": "›",
    "〝": "〞〟",
}
"""Each opening mark and those that may close it."""
SINGLES: dict[str, str] = {"‘": "’", "'": "'", "‚": "‘’"}
"""Marks that are also apostrophes: they open after something that is no letter, and close before it."""
REOPENING = frozenset('“"«„「')
"""Said again at the head of a paragraph that goes on with the quotation of the one before."""
