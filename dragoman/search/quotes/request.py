"""What somebody asks to be checked, and what may be asked at once."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CHARACTERS = 60_000
MOST_QUOTATIONS = 60
MOST_WORDS = 400
"""Of one quotation."""


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence, a paragraph or an article, plain or HTML; who is said to have spoken, under which number."""

    text: str
    speaker: str = ""
    number: int | None = None


class TooMuch(Exception):
    """More text than is checked at once."""
