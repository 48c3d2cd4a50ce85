"""How many clips there are of each kind: the counts beside a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max

from dragoman.catalogue.models import Channel
from dragoman.publications.models import Publication
from dragoman.publications.terms import State


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


def facets() -> Facets:
    """Counts over everything published, most first, years newest first. Counted anew only after a change.

    Sensitive sources are not among the sources: a list of all values is a public list of them.
    """
    published = Publication.objects.filter(state=State.PUBLISHED)
    state = published.aggregate(count=Count("pk"), latest=Max("updated_at"))
    hidden = frozenset(Channel.objects.filter(is_sensitive=True).values_list("slug", flat=True))
    return _facets(state["count"], state["latest"], hidden)


@lru_cache(maxsize=2)
def _facets(count: int, latest: datetime | None, hidden: frozenset[str]) -> Facets:
    """Keyed by what changes when anything is published or withdrawn, or a source hidden."""
    topics: Counter[tuple[str, str]] = Counter()
    sources: Counter[tuple[str, str]] = Counter()
    voices: Counter[tuple[str, str]] = Counter()
    languages: Counter[tuple[str, str]] = Counter()
    countries: Counter[tuple[str, str]] = Counter()
    years: Counter[tuple[str, str]] = Counter()
    rows = Publication.objects.filter(state=State.PUBLISHED).values_list("card", "aired_on")
    for card, aired_on in rows.iterator(chunk_size=2000):
        topics.update((slug, name) for slug, name in card["topics"])
        sources.update({(slug, name) for name, slug, _, _ in card["sources"] if slug not in hidden})
        voices.update({(slug, name) for slug, name in card["voices"]})
        languages.update((tag, "") for tag in card["spoken"])
        countries.update({(country, place) for _, _, country, place in card["sources"] if country})
        if aired_on:
            years[str(aired_on.year), str(aired_on.year)] += 1
    return Facets(
        topics=_most_first(topics),
        sources=_most_first(sources),
        speakers=_most_first(voices),
        languages=_most_first(languages),
        countries=_most_first(countries),
        years=tuple(sorted(_most_first(years), key=lambda facet: facet.value, reverse=True)),
    )


def _most_first(counts: Counter[tuple[str, str]]) -> tuple[Facet, ...]:
    ordered: Iterable[tuple[tuple[str, str], int]] = sorted(
        counts.items(), key=lambda item: (-item[1], item[0][::-1])
    )
    return tuple(Facet(value, label, count) for (value, label), count in ordered)
