"""One credit of a statement, whatever file it came from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dragoman.lib.hashing import canonical, clean_text
from dragoman.lib.money import Money

MOST_BYTES = 5 * 2**20
MOST_LINES = 20_000


class BadStatement(ValueError):
    """The file can't be read as a statement; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came. ``key`` is the same whenever the same line is read."""

    booked_on: date
    money: Money
    payer: str = ""
    text: str = ""
    bank_id: str = ""
    key: str = ""


def with_keys(credits: Iterable[Credit]) -> Iterator[Credit]:
    """By the bank's own name of a line, else by all it says; equal lines are told apart by their place."""
    seen: Counter[str] = Counter()
    for credit in credits:
        clean = replace(
            credit, payer=_line(credit.payer), text=_line(credit.text), bank_id=_line(credit.bank_id)
        )
        said = clean.bank_id and f"id:{clean.bank_id}"
        known = [said] if said else [clean.payer, clean.text]
        mark = hashlib.sha256(
            canonical([clean.booked_on.isoformat(), clean.money.minor, clean.money.currency, *known])
        ).hexdigest()
        seen[mark] += 1
        again = "" if seen[mark] == 1 else f"-{seen[mark]}"
        yield replace(clean, key=f"{mark[:56]}{again}"[:64])


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
