"""A moment in the life of a number, as people write it in an address: an edition, a day, an instant, a ledger size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_EDITION = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_SIZE = re.compile(r"ledger-([1-9][0-9]{0,14})", re.ASCII)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]{5,30}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class BadMoment(ValueError):
    """The text names no moment."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Exactly one of the three is given. ``size`` counts the ledger's lines; ``at`` is aware UTC."""

    edition: int | None = None
    size: int | None = None
    at: datetime | None = None


def parse_moment(text: str) -> Moment:
    """``2`` (an edition), ``2024-05-03`` (the end of that day, UTC), ``2024-05-03T10:00Z`` or ``ledger-1234``."""
    text = text.strip()
    if _EDITION.fullmatch(text):
        return Moment(edition=int(text))
    if size := _SIZE.fullmatch(text):
        return Moment(size=int(size[1]))
    try:
        if _DAY.fullmatch(text):
            end = datetime.combine(date.fromisoformat(text), time.min, UTC) + timedelta(days=1)
            return Moment(at=end - timedelta(microseconds=1))
        if not _INSTANT.fullmatch(text):
            raise ValueError(text)
        at = datetime.fromisoformat(text)
        return Moment(at=at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError) as error:
        raise BadMoment(f"“{text[:40]}” is no edition, date or ledger size.") from error
