"""What a list is narrowed to, and the filings that stand in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from dragoman.imprint import standing
from dragoman.search.models import Count, Filing
from dragoman.search.terms import Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader narrowed the list to; empty means anything."""

    topic: str = ""
    source: str = ""
    speaker: str = ""
    country: str = ""
    language: str = ""
    year: int | None = None
    words: str = ""

    @property
    def are_set(self) -> bool:
        return self != Filters()

    @property
    def filed(self) -> tuple[tuple[Kind, str], ...]:
        """Kind and value of each choice that clips are filed under; words are none."""
        values = {
            Kind.TOPIC: self.topic,
            Kind.SOURCE: self.source,
            Kind.SPEAKER: self.speaker,
            Kind.COUNTRY: self.country.upper() if len(self.country) == 2 else self.country,
            Kind.LANGUAGE: self.language,
            Kind.YEAR: f"{self.year:04}" if self.year is not None else "",
        }
        return tuple((kind, value) for kind, value in values.items() if value)

    def without(self, kind: Kind) -> Filters:
        changed: dict[str, Any] = {str(kind): None if kind == Kind.YEAR else ""}  # Any: a year is a number
        return replace(self, **changed)


def list_version() -> int:
    """Changes whenever any list, count or line of one does. Plain SQL: it is asked for every view of a list."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    if not row:
        return 0
    standing.note(row[1])
    return int(row[0])


_VERSION = "SELECT version, {standing} FROM search_listversion WHERE id = 1".replace(
    "{standing}", standing.VERSION_QUESTION
)


def matching(filters: Filters) -> QuerySet[Filing]:
    """One filing of each clip that matches: those under the rarest of the choices, held against the others."""
    choices = filters.filed or ((Kind.EVERYTHING, ""),)
    (kind, value), *others = _rarest_first(choices)
    found = Filing.objects.filter(kind=kind, value=value)
    for other, wanted in others:
        beside = Filing.objects.filter(publication=OuterRef("publication"), kind=other, value=wanted)
        found = found.filter(Exists(beside))
    for word in filters.words.split():
        found = found.filter(publication__words__contains=word.casefold())
    return found


def _rarest_first(choices: tuple[tuple[Kind, str], ...]) -> list[tuple[Kind, str]]:
    if len(choices) == 1:
        return list(choices)
    kinds, values = zip(*choices, strict=True)
    counted = Count.objects.filter(kind__in=kinds, value__in=values)
    counts = {(each.kind, each.value): each.count for each in counted}
    return sorted(choices, key=lambda choice: counts.get(choice, 0))
