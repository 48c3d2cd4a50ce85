"""Everything that was published or withdrawn, in the order in which it last changed: what libraries gather."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, Q, QuerySet

from dragoman.publications.models import Publication
from dragoman.publications.rules import indexed, is_withdrawn, listed, withdrawn
from dragoman.search.models import Filing
from dragoman.search.terms import Kind

Place = tuple[datetime, int]
"""The moment of a change and the number: after it, a list goes on."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A clip as it stands since ``at``: published, or withdrawn."""

    number: int
    at: datetime
    publication: Publication
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Span:
    """From and until a moment, both included; None for no end."""

    since: datetime | None = None
    until: datetime | None = None


def changed(
    *, span: Span, kind: str = "", value: str = "", after: Place | None = None, most: int
) -> list[Changed]:
    """The first ``most`` after a place, of one topic or source or of all. Two questions, however many."""
    found = [
        _changed(one, one.updated_at) for one in _first(_listed(kind, value), "updated_at", span, after, most)
    ]
    found += [
        _changed(one, one.withdrawn_at)
        for one in _first(_withdrawn(kind, value), "withdrawn_at", span, after, most)
    ]
    return sorted(found, key=lambda one: (one.at, one.number))[:most]


def changed_number(number: int) -> Changed | None:
    """What became of a number, for outsiders; None for one that was never published."""
    publication = Publication.objects.filter(number=number).defer("words", "corrections").first()
    if publication is None:
        return None
    if is_withdrawn(publication):
        return _changed(publication, publication.withdrawn_at)
    if not _listed("", "").filter(pk=publication.pk).exists():
        return None
    return _changed(publication, publication.updated_at)


def first_change() -> datetime | None:
    """The moment before which nothing was ever changed."""
    found = Publication.objects.filter(indexed() | withdrawn())
    dates = found.aggregate(one=Min("updated_at"), two=Min("withdrawn_at"))
    return min((at for at in dates.values() if at is not None), default=None)


def _listed(kind: str, value: str) -> QuerySet[Publication]:
    filed = Filing.objects.filter(kind=kind or Kind.EVERYTHING, value=value)
    found = Publication.objects.filter(listed(), pk__in=filed.values("publication"))
    return found.defer("words", "corrections")


def _withdrawn(kind: str, value: str) -> QuerySet[Publication]:
    """A withdrawn clip is filed nowhere; the clip itself still knows its topics and its source."""
    found = Publication.objects.filter(withdrawn(), withdrawn_at__isnull=False, number__isnull=False)
    by = {Kind.TOPIC: "clip__topics__slug", Kind.SOURCE: "clip__broadcasts__channel__slug"}
    return found.filter(**{by[Kind(kind)]: value}).distinct() if kind else found


def _first(
    found: QuerySet[Publication], moment: str, span: Span, after: Place | None, most: int
) -> QuerySet[Publication]:
    asked: dict[str, Any] = {}  # Any: moments
    if span.since is not None:
        asked[f"{moment}__gte"] = span.since
    if span.until is not None:
        asked[f"{moment}__lte"] = span.until
    found = found.filter(**asked)
    if after is not None:
        at, number = after
        found = found.filter(Q(**{f"{moment}__gt": at}) | Q(**{moment: at, "number__gt": number}))
    return found.order_by(moment, "number")[:most]


def _changed(publication: Publication, at: datetime | None) -> Changed:
    if at is None or publication.number is None:
        raise ValueError(f"{publication} has no date or no number.")
    return Changed(publication.number, at, publication, is_withdrawn(publication))
