"""Who has the words of a clip, as the desk reads it: the sites that show it, what was taken away, who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Sum

from dragoman.corrections.models import Notice, Recipient
from dragoman.corrections.terms import RecipientKind


@dataclass(frozen=True, slots=True)
class Site:
    """A host whose pages hold the clip in a frame; editions are those its readers were shown."""

    host: str
    first_edition: int
    last_edition: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """How often the words went out in one way; ``recipients`` counts those who can be told by name."""

    kind: str
    times: int
    recipients: int
    last_edition: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """Who was, or is still to be, told of a correction."""

    edition: int
    kind: str
    recipients: int
    told: int


@dataclass(frozen=True, slots=True)
class Register:
    sites: tuple[Site, ...]
    unnamed_views: int
    """Frames on sites beyond those that are known by name."""
    taken: tuple[Taken, ...]
    told: tuple[Told, ...]


def register_of(number: int) -> Register:
    """Everything known of one number, in five questions to the database."""
    mine = Recipient.objects.filter(number=number)
    embedded = mine.filter(kind=RecipientKind.EMBED)
    return Register(
        sites=_sites(number),
        unnamed_views=embedded.filter(whom="").aggregate(times=Sum("count"))["times"] or 0,
        taken=_taken(number),
        told=_told(number),
    )


def _sites(number: int) -> tuple[Site, ...]:
    found = (
        Recipient.objects.filter(number=number, kind=RecipientKind.EMBED)
        .exclude(whom="")
        .values("whom")
        .annotate(first=Min("edition"), last=Max("edition"), began=Min("first_at"), ended=Max("last_at"))
        .order_by("-ended", "whom")
    )
    return tuple(Site(one["whom"], one["first"], one["last"], one["began"], one["ended"]) for one in found)


def _taken(number: int) -> tuple[Taken, ...]:
    found = (
        Recipient.objects.filter(number=number)
        .exclude(kind=RecipientKind.EMBED)
        .values("kind")
        .annotate(
            times=Sum("count"), last=Max("edition"), ended=Max("last_at"), named=Count("whom", distinct=True)
        )
        .order_by("kind")
    )
    unnamed = set(Recipient.objects.filter(number=number, whom="").values_list("kind", flat=True).distinct())
    return tuple(
        Taken(one["kind"], one["times"], one["named"] - (one["kind"] in unnamed), one["last"], one["ended"])
        for one in found
    )


def _told(number: int) -> tuple[Told, ...]:
    found = (
        Notice.objects.filter(recipient__number=number)
        .values("edition", "kind")
        .annotate(everyone=Count("pk"), told=Count("told_at"))
        .order_by("-edition", "kind")
    )
    return tuple(Told(one["edition"], one["kind"], one["everyone"], one["told"]) for one in found)
