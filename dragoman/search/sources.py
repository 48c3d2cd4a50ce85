"""What is published from each source: how many clips, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max, Min

from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed
from dragoman.search.narrowing import Filters, list_version, matching
from dragoman.search.terms import Kind

_CHANNEL = "clip__broadcasts__channel__slug"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Listed clips of a source, and the days of the first and last of its broadcasts among them."""

    count: int
    first: date | None
    last: date | None


def coverage(slug: str = "", version: int | None = None) -> dict[str, Coverage]:
    """By slug, every source with a listed clip; only the one asked for where a slug is given."""
    covered = _coverage(list_version() if version is None else version)
    return {each: one for each, one in covered.items() if slug in ("", each)}


@lru_cache(maxsize=2)
def _coverage(version: int) -> dict[str, Coverage]:
    """Looked through once for each version of the lists. The caller must not change it."""
    listed = matching(Filters()).filter(kind=Kind.EVERYTHING).values("publication")
    rows = (
        Publication.objects.filter(indexed(), clip__broadcasts__channel__isnull=False, pk__in=listed)
        .values(_CHANNEL)
        .annotate(
            count=Count("pk", distinct=True),
            first=Min("clip__broadcasts__aired_on"),
            last=Max("clip__broadcasts__aired_on"),
        )
        .order_by()
    )
    return {row[_CHANNEL]: Coverage(row["count"], row["first"], row["last"]) for row in rows}
