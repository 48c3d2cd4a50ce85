"""Reading the ledger and finding what was tampered with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import ORIGIN
from dragoman.lib.hashing import leaf_digest


@dataclass(frozen=True, slots=True)
class Break:
    """Where the ledger does not hold, and how."""

    seq: int
    problem: str


def entries_about(subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject)


def latest_seq(subject: str) -> int:
    """The last line about ``subject``; 0 when there is none."""
    return entries_about(subject).order_by("-seq").values_list("seq", flat=True).first() or 0


def head() -> Entry | None:
    return Entry.objects.order_by("-seq").first()


def first_break() -> Break | None:
    """The first line that does not follow from the one before, or None when the chain is whole."""
    return next(_breaks(), None)


def _breaks() -> Iterator[Break]:
    expected_seq, previous = 1, ORIGIN
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=2000):
        line = bytes(entry.line)
        if entry.seq != expected_seq:
            yield Break(expected_seq, "this line is missing")
        elif leaf_digest(line) != entry.digest:
            yield Break(entry.seq, "the line's words do not match its digest")
        elif not _columns_match(entry, line, previous):
            yield Break(
                entry.seq, "the line does not follow from the one before, or its columns differ from it"
            )
        expected_seq, previous = entry.seq + 1, entry.digest


def _columns_match(entry: Entry, line: bytes, previous: str) -> bool:
    try:
        content = json.loads(line)
        at = datetime.fromisoformat(content["at"])
    except (ValueError, KeyError, TypeError):
        return False
    return (
        content["seq"],
        content["previous"],
        content["act"],
        content["actor"],
        content["subject"],
        at,
    ) == (
        entry.seq,
        previous,
        entry.act,
        entry.actor,
        entry.subject,
        entry.at,
    ) and entry.previous == previous
