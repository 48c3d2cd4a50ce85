"""What published clips say a person was, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.search.models import Filing
from dragoman.search.terms import Kind

_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class RoleTold:
    """A role as clips give it, with the days of the first and the last of those clips."""

    role: str
    first: date | None
    last: date | None
    count: int


def roles_told(slug: str) -> tuple[RoleTold, ...]:
    """The latest first, from a person's newest two thousand clips."""
    rows = (
        Filing.objects.filter(kind=Kind.SPEAKER, value=slug)
        .order_by("-standing")
        .values_list("publication__card__roles", "publication__aired_on")[:_LOOKED_AT]
    )
    days: dict[str, list[date | None]] = {}
    for roles, day in rows:
        for role in dict.fromkeys(role for each, role in roles or () if each == slug):
            days.setdefault(role, []).append(day)
    return tuple(_told(role, found) for role, found in days.items())


def _told(role: str, found: list[date | None]) -> RoleTold:
    known = [day for day in found if day is not None]
    return RoleTold(role, min(known, default=None), max(known, default=None), len(found))
