"""Finding clips: by filters, by number, by words. Lists go by key, never by offset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from dragoman.publications.models import Number, Publication
from dragoman.publications.page import Card, Shelf, Stub
from dragoman.publications.terms import State
from dragoman.transcripts.models import Cue

SHELF_SIZE = 50


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


def shelf(*, filters: Filters, before: str = "", size: int = SHELF_SIZE) -> Shelf:
    """One page of the index, the latest broadcast first. ``before`` is the cursor of the page before.

    Without filters, numbers that have no clip to show stand in their places as stubs.
    """
    found = _matching(filters)
    total = found.count()
    page = found.order_by(F("aired_on").desc(nulls_last=True), "-number")
    position = _read_cursor(before)
    if position is not None:
        page = page.filter(_after(position))
    rows = list(page[: size + 1])
    cards = [card(publication) for publication in rows[:size]]
    older = _cursor(rows[size - 1]) if len(rows) > size else ""
    entries: tuple[Card | Stub, ...] = tuple(cards)
    if not filters.are_set:
        entries = _with_stubs(cards, is_first=position is None, is_last=not older)
    return Shelf(entries=entries, total=total, older=older, newer="")


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
    )


def _matching(filters: Filters) -> QuerySet[Publication]:
    found = Publication.objects.filter(state=State.PUBLISHED).defer("words")
    if filters.topic:
        found = found.filter(clip__topics__slug=filters.topic)
    if filters.source:
        found = found.filter(clip__broadcasts__channel__slug=filters.source)
    if filters.country:
        found = found.filter(clip__broadcasts__channel__country=filters.country.upper())
    if filters.speaker:
        found = found.filter(pk__in=_spoken_by(filters.speaker))
    if filters.language:
        found = found.filter(pk__in=_spoken_in(filters.language))
    if filters.year is not None:
        found = found.filter(aired_on__range=(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    for word in filters.words.split():
        found = found.filter(words__contains=word.casefold())
    return found.distinct()


def _spoken_by(slug: str) -> list[int]:
    clips = Cue.objects.filter(speaker__slug=slug).values("transcript__clip")
    return list(Publication.objects.filter(clip__in=clips).values_list("pk", flat=True))


def _spoken_in(language: str) -> list[int]:
    rows = Publication.objects.filter(state=State.PUBLISHED).values_list("pk", "clip__spoken")
    return [pk for pk, spoken in rows if language in spoken]


def _cursor(publication: Publication) -> str:
    return f"{publication.aired_on or ''}_{publication.number}"


def _read_cursor(text: str) -> tuple[date | None, int] | None:
    """The position a cursor stands for; None for the start and for anything that is no cursor."""
    day, _, number = text.rpartition("_")
    if not number.isascii() or not number.isdigit() or len(number) > 10:
        return None
    try:
        return (date.fromisoformat(day) if day else None), int(number)
    except ValueError:
        return None


def _after(position: tuple[date | None, int]) -> Q:
    day, number = position
    if day is None:
        return Q(aired_on__isnull=True, number__lt=number)
    return Q(aired_on__lt=day) | Q(aired_on=day, number__lt=number) | Q(aired_on__isnull=True)


def _with_stubs(cards: list[Card], *, is_first: bool, is_last: bool) -> tuple[Card | Stub, ...]:
    """Numbers without a clip, each before the first card with a lower number."""
    if not cards:
        low, high = (0, 10**12) if is_first else (1, 0)
    else:
        low = 0 if is_last else min(card.number for card in cards)
        high = 10**12 if is_first else max(card.number for card in cards)
    silent = list(
        Number.objects.filter(number__range=(low, high))
        .exclude(publication__state=State.PUBLISHED)
        .select_related("publication")
        .order_by("-number")[:SHELF_SIZE]
    )
    survivors = _survivors(silent)
    stubs = [_stub(number, survivors.get(number.survivor_id)) for number in silent]
    entries: list[Card | Stub] = []
    for card_ in cards:
        while stubs and stubs[0].number > card_.number:
            entries.append(stubs.pop(0))
        entries.append(card_)
    return (*entries, *(stubs if is_last else ()))


def _survivors(numbers: list[Number]) -> dict[int | None, str]:
    """The slugs of the published clips that duplicates among these numbers point to; no query where there are none."""
    wanted = {number.survivor_id for number in numbers if number.survivor_id is not None}
    if not wanted:
        return {}
    found = Publication.objects.filter(number__in=wanted, state=State.PUBLISHED)
    return dict(found.values_list("number", "slug"))


def _stub(number: Number, survivor_slug: str | None) -> Stub:
    publication = number.publication
    if publication is not None and publication.state == State.WITHDRAWN:
        return Stub(
            number.number,
            "withdrawn",
            publication.withdrawn_at,
            publication.withdrawn_reason,
            survivor=number.survivor_id if survivor_slug is not None else None,
            survivor_slug=survivor_slug or "",
        )
    return Stub(number.number, "reserved", None, "")
