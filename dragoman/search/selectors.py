"""Finding clips: by filters and by number. Lists go by key, never by offset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Concat

from dragoman.publications.models import Number, Publication
from dragoman.publications.page import Card, Shelf, Size, Stub
from dragoman.publications.readers import reader_country
from dragoman.publications.rules import is_published, is_withdrawn, listed, readable
from dragoman.search import narrowing
from dragoman.search.facets import facets
from dragoman.search.filing import cursor_of, read_cursor
from dragoman.search.narrowing import Filters as Filters  # the name others import

SHELF_SIZE = 50


_BLOCKED = "-blocked"
_LOOK = Case(
    When(publication__media_blocked_at=None, then="publication__edition_digest"),
    default=Concat("publication__edition_digest", Value(_BLOCKED)),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card stands in a list: enough to know it again without reading it.

    ``edition_digest`` is the edition's, and another while its film is blocked: the card then looks otherwise.
    """

    publication: int
    number: int
    day: str
    edition_digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """One page of a list by its keys alone; ``older`` is the cursor of the next, or empty."""

    entries: tuple[Place | Stub, ...]
    total: int
    older: str


def shelf(*, filters: Filters, before: str = "", size: int = SHELF_SIZE) -> Shelf:
    """One page of the index, the latest broadcast first. ``before`` is the cursor of the page before.

    Without filters, numbers that have no clip to show stand in their places as stubs.
    """
    found = run(filters=filters, before=before, size=size)
    cards = cards_of(one.publication for one in found.entries if isinstance(one, Place))
    entries: list[Card | Stub] = []
    for one in found.entries:
        if isinstance(one, Stub):
            entries.append(one)
        elif one.publication in cards:
            entries.append(cards[one.publication])
    return Shelf(entries=tuple(entries), total=found.total, older=found.older, newer="")


def run(*, filters: Filters, before: str = "", size: int = SHELF_SIZE, version: int | None = None) -> Run:
    """The same by keys: one question, however many clips there are, and one for the stubs."""
    version = narrowing.list_version() if version is None else version
    position = read_cursor(before)
    page = narrowing.matching(filters).order_by("-standing")
    if reader_country():
        page = page.filter(readable("publication__"))
    if position is not None:
        page = page.filter(standing__lt=position)
    rows = list(
        page.values_list(
            "publication",
            "publication__number",
            "publication__aired_on",
            _LOOK,
            "standing",
        )[: size + 1]
    )
    places = [
        Place(pk, number or 0, day.isoformat() if day else "", digest)
        for pk, number, day, digest, _ in rows[:size]
    ]
    older = cursor_of(rows[size - 1][4]) if len(rows) > size else ""
    entries: tuple[Place | Stub, ...] = tuple(places)
    if not filters.are_set:
        entries = _with_stubs(places, is_first=position is None, is_last=not older)
    return Run(entries, _total(version, filters), older)


def cards_of(publications: Iterable[int]) -> dict[int, Card]:
    """Published clips as lists show them, by the keys of their publications; one question, none for none."""
    wanted = list(publications)
    if not wanted:
        return {}
    found = Publication.objects.filter(listed(), pk__in=wanted)
    return {each.pk: card(each) for each in found.defer("words", "corrections")}


def card(publication: Publication) -> Card:
    """A published clip as lists show it."""
    kept = publication.card
    return Card(
        number=publication.number or 0,
        slug=publication.slug,
        title=kept["title"],
        language=kept["language"],
        aired_on=publication.aired_on.isoformat() if publication.aired_on else "",
        duration_ms=kept["duration_ms"],
        sources=tuple((s[0], s[1], s[2], s[3]) for s in kept["sources"]),
        spoken=tuple(kept["spoken"]),
        topics=tuple((slug, name) for slug, name in kept["topics"]),
        quote=kept["quote"],
        quote_language=kept["quote_language"],
        quote_speaker=kept["quote_speaker"],
        quote_label=kept["quote_label"],
        quote_in_ms=kept["quote_in_ms"],
        has_poster=kept["has_poster"],
        has_picture=kept["has_picture"],
        has_media=kept["has_media"],
        corrections=kept["corrections"],
        poster_size=poster_size(kept),
    )


def poster_size(kept: dict[str, Any]) -> Size:  # Any: JSON
    """Cards from before it was noted don't tell."""
    width, height = kept.get("poster_size") or (0, 0)
    return width, height


def _total(version: int, filters: Filters) -> int:
    if not filters.are_set:
        return facets(version=version).total
    if len(filters.filed) == 1 and not filters.words:
        kind, value = filters.filed[0]
        # A value that is not among the counts may be a source that no list of sources shows.
        return facets(version=version).count_of(kind, value) or _counted(version, filters)
    return _counted(version, filters)


@lru_cache(maxsize=512)
def _counted(version: int, filters: Filters) -> int:
    """``version`` is there to count anew after a change."""
    return narrowing.matching(filters).count()


def _with_stubs(places: list[Place], *, is_first: bool, is_last: bool) -> tuple[Place | Stub, ...]:
    """Numbers without a clip, each before the first card with a lower number."""
    if not places:
        low, high = (0, 10**12) if is_first else (1, 0)
    else:
        low = 0 if is_last else min(place.number for place in places)
        high = 10**12 if is_first else max(place.number for place in places)
    silent = list(_silent().filter(number__range=(low, high))[:SHELF_SIZE])
    survivors = _survivors(silent)
    stubs = [_stub(number, survivors.get(number.survivor_id)) for number in silent]
    entries: list[Place | Stub] = []
    for place in places:
        while stubs and stubs[0].number > place.number:
            entries.append(stubs.pop(0))
        entries.append(place)
    return (*entries, *(stubs if is_last else ()))


def _silent() -> QuerySet[Number]:
    kept = ("publication__state", "publication__withdrawn_at", "publication__withdrawn_reason")
    found = Number.objects.filter(is_silent=True).select_related("publication").order_by("-number")
    return found.only("number", "survivor", *kept)


def _survivors(numbers: list[Number]) -> dict[int | None, str]:
    """The slugs of the published clips that duplicates among these numbers point to; no query where there are none."""
    wanted = {number.survivor_id for number in numbers if number.survivor_id is not None}
    if not wanted:
        return {}
    found = Publication.objects.filter(listed(), number__in=wanted)
    return dict(found.values_list("number", "slug"))


def _stub(number: Number, survivor_slug: str | None) -> Stub:
    publication = number.publication
    if publication is not None and is_withdrawn(publication):
        return Stub(
            number.number,
            "withdrawn",
            publication.withdrawn_at,
            publication.withdrawn_reason,
            survivor=number.survivor_id if survivor_slug is not None else None,
            survivor_slug=survivor_slug or "",
        )
    is_restricted = publication is not None and is_published(publication)
    return Stub(number.number, "restricted" if is_restricted else "reserved", None, "")
