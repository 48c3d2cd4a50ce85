"""How many clips there are of each kind: the counts beside a list.

The counts of everything are a table, read once for each version of the lists. Inside filters they are counted from
the filings and kept by filter: so a value that leads nowhere is not offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count as CountOf

from dragoman.catalogue.models import Channel
from dragoman.search import narrowing
from dragoman.search.models import Count, Filing
from dragoman.search.narrowing import Filters
from dragoman.search.terms import Kind


@dataclass(frozen=True, slots=True)
class Facet:
    """One value a list can be narrowed to. ``label`` is empty where the value names itself (languages, countries)."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    topics: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    speakers: tuple[Facet, ...]
    languages: tuple[Facet, ...]
    countries: tuple[Facet, ...]
    years: tuple[Facet, ...]
    total: int = 0
    """Clips that the list they stand beside has."""

    def of(self, kind: Kind) -> tuple[Facet, ...]:
        return {
            Kind.TOPIC: self.topics,
            Kind.SOURCE: self.sources,
            Kind.SPEAKER: self.speakers,
            Kind.LANGUAGE: self.languages,
            Kind.COUNTRY: self.countries,
            Kind.YEAR: self.years,
        }[kind]

    def count_of(self, kind: Kind, value: str) -> int:
        return next((one.count for one in self.of(kind) if one.value == value), 0)


def facets(filters: Filters | None = None, version: int | None = None) -> Facets:
    """Most first, years newest first; within ``filters``, each kind counted as if nothing of it were chosen.

    Sensitive sources are not among the sources: a list of all values is a public list of them. ``version`` is that
    of the lists where the caller has asked for it already.
    """
    version = narrowing.list_version() if version is None else version
    if filters is None or not filters.are_set:
        return _all(version)
    return _within(version, filters)


@lru_cache(maxsize=2)
def _all(version: int) -> Facets:
    hidden = set(Channel.objects.filter(is_sensitive=True).values_list("slug", flat=True))
    found: dict[str, list[Facet]] = {}
    for kind, value, label, count in Count.objects.values_list("kind", "value", "label", "count"):
        if kind != Kind.SOURCE or value not in hidden:
            found.setdefault(kind, []).append(Facet(value, label, count))
    total = found.get(Kind.EVERYTHING, [])
    return _ordered(found, total[0].count if total else 0)


@lru_cache(maxsize=512)
def _within(version: int, filters: Filters) -> Facets:
    everything = _all(version)
    chosen = [kind for kind, _ in filters.filed]
    found: dict[str, list[Facet]] = {}
    open_kinds = [kind for kind in Kind if kind not in chosen]
    for kinds, narrowed in ((open_kinds, filters), *(([kind], filters.without(kind)) for kind in chosen)):
        for kind, value, count in _counted(kinds, narrowed):
            found.setdefault(kind, []).append(Facet(value, "", count))
    total = found.pop(Kind.EVERYTHING, [])
    labelled = {kind: _labelled(values, everything.of(Kind(kind))) for kind, values in found.items()}
    return _ordered(labelled, total[0].count if total else 0)


def _labelled(values: list[Facet], everywhere: tuple[Facet, ...]) -> list[Facet]:
    """By the names that the table has; a value that is not to be listed is not in it."""
    labels = {one.value: one.label for one in everywhere}
    return [Facet(one.value, labels[one.value], one.count) for one in values if one.value in labels]


def _counted(kinds: Iterable[Kind], filters: Filters) -> Iterable[tuple[str, str, int]]:
    if not filters.are_set:  # it was the only choice: the table has it
        return Count.objects.filter(kind__in=list(kinds)).values_list("kind", "value", "count")
    within = narrowing.matching(filters).values("publication")
    rows = Filing.objects.filter(kind__in=list(kinds), publication__in=within)
    return (
        rows.values("kind", "value")
        .annotate(count=CountOf("pk"))
        .values_list("kind", "value", "count")
        .order_by()
    )


def _ordered(found: dict[str, list[Facet]], total: int) -> Facets:
    def most_first(kind: Kind) -> tuple[Facet, ...]:
        return tuple(sorted(found.get(kind, ()), key=lambda one: (-one.count, one.label, one.value)))

    return Facets(
        topics=most_first(Kind.TOPIC),
        sources=most_first(Kind.SOURCE),
        speakers=most_first(Kind.SPEAKER),
        languages=most_first(Kind.LANGUAGE),
        countries=most_first(Kind.COUNTRY),
        years=tuple(sorted(found.get(Kind.YEAR, ()), key=lambda one: one.value, reverse=True)),
        total=total,
    )
