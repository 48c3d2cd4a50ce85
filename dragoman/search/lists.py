"""Published clips in the orders in which machines read them, by key: newest first, or as they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, Prefetch, Q, QuerySet

from dragoman.publications.models import Number, Publication, PublishedFile
from dragoman.publications.rules import embargoed, hidden, listed
from dragoman.search.models import Filing
from dragoman.search.terms import Kind

PLAYABLE = "clip.mp4"
"""The name of the file that plays, moving pictures or sound alone."""


_FILES = Prefetch("files", PublishedFile.objects.filter(publication__media_blocked_at=None))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to; empty means anything."""

    topic: str = ""
    source: str = ""
    person: str = ""
    country: str = ""
    language: str = ""
    aired_from: date | None = None
    aired_to: date | None = None
    updated_since: datetime | None = None

    @property
    def filed(self) -> tuple[tuple[Kind, str], ...]:
        """Kind and value of each choice that clips are filed under."""
        values = {
            Kind.TOPIC: self.topic,
            Kind.SOURCE: self.source,
            Kind.SPEAKER: self.person,
            Kind.COUNTRY: self.country.upper() if len(self.country) == 2 else self.country,
            Kind.LANGUAGE: self.language,
        }
        return tuple((kind, value) for kind, value in values.items() if value)


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


def latest_clips(*, narrowed: Narrowed, most: int, only_media: bool = False) -> list[Publication]:
    """Those published last, with their files at hand."""
    found = _matching(narrowed)
    if only_media:
        found = found.filter(files__name=PLAYABLE, media_blocked_at=None)
    return list(found.order_by("-published_at", "-number").prefetch_related(_FILES)[:most])


def clips_numbered(numbers: list[int]) -> list[Publication]:
    """The listed ones of these numbers, in the order in which they are asked for, with their files at hand."""
    found = {
        one.number: one for one in _matching(Narrowed()).filter(number__in=numbers).prefetch_related(_FILES)
    }
    return [found[number] for number in numbers if number in found]


def numbers_given(*, below: int | None = None, most: int) -> list[Number]:
    """Every number that may be told of, the highest first, with what became of it."""
    found = Number.objects.select_related("publication").exclude(hidden("publication__"))
    if below is not None:
        found = found.filter(number__lt=below)
    return list(found.defer("publication__words", "publication__card").order_by("-number")[:most])


def number_given(number: int) -> Number | None:
    """What became of a number; None for one never given out, which an embargoed clip's looks like."""
    found = Number.objects.select_related("publication").exclude(embargoed("publication__"))
    return found.filter(number=number).first()


def _matching(narrowed: Narrowed) -> QuerySet[Publication]:
    """Only what is filed, so that nothing is listed here that the public lists leave out."""
    found = Publication.objects.filter(listed()).defer("words", "corrections")
    for kind, value in narrowed.filed or ((Kind.EVERYTHING, ""),):
        filed = Filing.objects.filter(kind=kind, value=value)
        found = found.filter(pk__in=filed.values("publication"))
    if narrowed.aired_from:
        found = found.filter(aired_on__gte=narrowed.aired_from)
    if narrowed.aired_to:
        found = found.filter(aired_on__lte=narrowed.aired_to)
    if narrowed.updated_since:
        found = found.filter(updated_at__gte=narrowed.updated_since)
    return found


def blocks_of_numbers(size: int) -> list[tuple[int, datetime]]:
    """Each run of ``size`` numbers with a listed clip in it: which, counted from 0, and the latest change inside."""
    block = (F("number") - 1) / size
    rows = _matching(Narrowed()).annotate(block=block).values("block").annotate(latest=Max("updated_at"))
    return [(int(row["block"]), row["latest"]) for row in rows.order_by("block")]


def clips_in_block(block: int, size: int) -> list[Publication]:
    """The listed clips of one run of numbers."""
    first = block * size + 1
    return list(_matching(Narrowed()).filter(number__range=(first, first + size - 1)).order_by("number"))
