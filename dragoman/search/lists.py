"""Published clips in the orders in which machines read them, by key: newest first, or as they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from dragoman.publications.models import Number, Publication
from dragoman.publications.terms import State
from dragoman.transcripts.models import Cue


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to; empty means anything."""

    topic: str = ""
    source: str = ""
    person: str = ""
    country: str = ""
    aired_from: date | None = None
    aired_to: date | None = None
    updated_since: datetime | None = None


def newest_clips(*, narrowed: Narrowed, below: int | None = None, most: int) -> list[Publication]:
    """By number, the highest first, those below a number."""
    found = _matching(narrowed)
    if below is not None:
        found = found.filter(number__lt=below)
    return list(found.order_by("-number")[:most])


def changed_clips(
    *, narrowed: Narrowed, after: tuple[datetime, int] | None = None, most: int
) -> list[Publication]:
    """By the moment of the latest edition, the oldest first, those after a moment and number."""
    found = _matching(narrowed)
    if after is not None:
        moment, number = after
        found = found.filter(Q(updated_at__gt=moment) | Q(updated_at=moment, number__gt=number))
    return list(found.order_by("updated_at", "number")[:most])


def numbers_given(*, below: int | None = None, most: int) -> list[Number]:
    """Every number that was given out, the highest first, with what became of it."""
    found = Number.objects.select_related("publication")
    if below is not None:
        found = found.filter(number__lt=below)
    return list(found.defer("publication__words", "publication__card").order_by("-number")[:most])


def number_given(number: int) -> Number | None:
    return Number.objects.select_related("publication").filter(number=number).first()


def _matching(narrowed: Narrowed) -> QuerySet[Publication]:
    found = Publication.objects.filter(state=State.PUBLISHED).defer("words", "corrections")
    if narrowed.topic:
        found = found.filter(clip__topics__slug=narrowed.topic)
    if narrowed.source:
        found = found.filter(clip__broadcasts__channel__slug=narrowed.source)
    if narrowed.country:
        found = found.filter(clip__broadcasts__channel__country=narrowed.country.upper())
    if narrowed.person:
        heard = Cue.objects.filter(speaker__slug=narrowed.person)
        found = found.filter(clip__in=heard.values("transcript__clip"))
    if narrowed.aired_from:
        found = found.filter(aired_on__gte=narrowed.aired_from)
    if narrowed.aired_to:
        found = found.filter(aired_on__lte=narrowed.aired_to)
    if narrowed.updated_since:
        found = found.filter(updated_at__gte=narrowed.updated_since)
    return found.distinct() if narrowed.source or narrowed.country else found
