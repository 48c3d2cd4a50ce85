"""Reading reports, and who has which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from dragoman.corrections.models import Notice, Recipient, Report
from dragoman.corrections.terms import OPEN, ReportState
from dragoman.publications.correcting import TOLD, CorrectionNote, read_corrections
from dragoman.publications.models import Edition, Publication
from dragoman.publications.terms import State


def reports(*, only_open: bool = False) -> QuerySet[Report]:
    """Open ones by the day they are due, then the others, newest first."""
    found = Report.objects.select_related("publication")
    return found.filter(state__in=OPEN).order_by("due_at") if only_open else found.order_by("-pk")


def report_at(token: str) -> Report | None:
    return Report.objects.select_related("publication").filter(token=token).first()


def open_count() -> int:
    return Report.objects.filter(state__in=OPEN).count()


def is_overdue(report: Report) -> bool:
    return report.state in OPEN and report.due_at < datetime.now(UTC)


def answered(number: int) -> tuple[Report, ...]:
    """What readers disputed in vain, with the desk's public answer; newest first."""
    found = Report.objects.filter(publication__number=number, state=ReportState.NOT_UPHELD).exclude(answer="")
    return tuple(found.order_by("-decided_at"))


@dataclass(frozen=True, slots=True)
class PublicCorrection:
    """One item of the public list: an edition that corrected, or a withdrawal (``note`` is None)."""

    number: int
    slug: str
    title: str
    language: str
    at: datetime
    note: CorrectionNote | None
    reason: str = ""


def public_corrections(
    *, before: datetime | None = None, number: int | None = None, most: int = 30
) -> tuple[PublicCorrection, ...]:
    """Corrections of published clips and withdrawals, newest first, those before a moment."""
    until = Q(published_at__lt=before) if before else Q()
    mine = Q(publication__number=number) if number is not None else Q()
    editions = (
        Edition.objects.filter(until, mine, kind__in=TOLD, publication__state=State.PUBLISHED)
        .select_related("publication")
        .defer("content", "lines", "publication__words")
        .order_by("-published_at", "-pk")[:most]
    )
    gone = Publication.objects.filter(state=State.WITHDRAWN, withdrawn_at__isnull=False)
    gone = gone.filter(withdrawn_at__lt=before) if before else gone
    gone = gone.filter(number=number) if number is not None else gone
    found = [item for item in map(_corrected, editions) if item is not None]
    found += [_withdrawn(one) for one in gone.order_by("-withdrawn_at")[:most]]
    return tuple(sorted(found, key=lambda item: (item.at, item.number), reverse=True)[:most])


def recipients_of(number: int, up_to_edition: int) -> QuerySet[Recipient]:
    """Everyone who has words of the number from an edition up to that one."""
    return Recipient.objects.filter(number=number, edition__lte=up_to_edition).order_by("pk")


def notices_waiting(kinds: Iterable[str]) -> QuerySet[Notice]:
    """Who is still to be told, oldest first."""
    waiting = Notice.objects.filter(told_at=None, recipient__kind__in=list(kinds))
    return waiting.select_related("recipient").order_by("pk")


def _corrected(edition: Edition) -> PublicCorrection | None:
    publication = edition.publication
    told = [one for one in publication.corrections if one["edition"] == edition.ordinal]
    if not told or publication.number is None:
        return None
    [note] = read_corrections(told)
    card = publication.card
    return PublicCorrection(
        publication.number,
        publication.slug,
        card.get("title", ""),
        card.get("language", "en"),
        edition.published_at,
        note,
    )


def _withdrawn(publication: Publication) -> PublicCorrection:
    return PublicCorrection(
        publication.number or 0,
        "",
        "",
        "en",
        publication.withdrawn_at or datetime.now(UTC),
        None,
        publication.withdrawn_reason,
    )
