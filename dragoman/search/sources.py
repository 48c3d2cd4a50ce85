"""What is published from each source: how many clips, from when to when, and who is heard in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from dragoman.publications.models import Publication
from dragoman.publications.terms import State
from dragoman.search.facets import Facet

_CHANNEL = "clip__broadcasts__channel__slug"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Published clips of a source, and the days of the first and last of its broadcasts among them."""

    count: int
    first: date | None
    last: date | None


def coverage(slug: str = "") -> dict[str, Coverage]:
    """By slug, every source with a published clip; only the one asked for where a slug is given."""
    published = Publication.objects.filter(state=State.PUBLISHED, clip__broadcasts__channel__isnull=False)
    if slug:
        published = published.filter(**{_CHANNEL: slug})
    rows = (
        published.values(_CHANNEL)
        .annotate(
            count=Count("pk", distinct=True),
            first=Min("clip__broadcasts__aired_on"),
            last=Max("clip__broadcasts__aired_on"),
        )
        .order_by()
    )
    return {row[_CHANNEL]: Coverage(row["count"], row["first"], row["last"]) for row in rows}


def people_heard(slug: str) -> tuple[Facet, ...]:
    """Speakers in the published clips of a source, with the number of clips, most first."""
    found = Publication.objects.filter(state=State.PUBLISHED, **{_CHANNEL: slug}).distinct()
    heard: Counter[tuple[str, str]] = Counter()
    for _pk, voices in found.values_list("pk", "card__voices").iterator(chunk_size=2000):
        heard.update({(value, name) for value, name in voices})
    ordered = sorted(heard.items(), key=lambda item: (-item[1], item[0][::-1]))
    return tuple(Facet(value, label, count) for (value, label), count in ordered)
