"""Reading reports, and who has which words."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Max, Q, QuerySet

from dragoman.corrections.models import Notice, Recipient, Report
from dragoman.corrections.terms import OPEN, RecipientKind, ReportState
from dragoman.publications.correcting import TOLD, CorrectionNote, read_corrections
from dragoman.publications.models import Edition, Publication
from dragoman.publications.rules import listed, readable, withdrawn
from dragoman.publications.terms import EditionKind

LISTED = (
    EditionKind.CORRECTION,
    EditionKind.CLARIFICATION,
    EditionKind.RETRACTION,
    EditionKind.WITHDRAWAL,
    EditionKind.REDACTION,
    EditionKind.TYPO,
)
"""What the public list has, in the order its filters are offered."""


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


@dataclass(frozen=True, slots=True)
class Dispute:
    """What readers disputed in vain, with the desk's answer. What the reader wrote is not published."""

    label: str
    problem: str
    answer: str
    edition: int
    decided_at: datetime
    is_decided_alone: bool


def disputes_of(number: int) -> tuple[Dispute, ...]:
    """The answered disputes about a clip and its sentences, newest first."""
    found = Report.objects.filter(publication__number=number, state=ReportState.NOT_UPHELD).exclude(answer="")
    return tuple(
        Dispute(one.label, one.problem, one.answer, one.edition, one.decided_at, one.decided_alone)
        for one in found.order_by("-decided_at", "-pk")
        if one.decided_at
    )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an item stands in the public list. Editions are dated to the second, so a date alone is not enough."""

    at: datetime
    number: int = 0
    edition: int = 0

    @property
    def text(self) -> str:
        return f"{self.at.isoformat()},{self.number},{self.edition}"


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

    @property
    def place(self) -> Place:
        return Place(self.at, self.number, self.note.edition if self.note else 0)


def public_corrections(
    *,
    before: Place | None = None,
    number: int | None = None,
    kinds: Container[str] = LISTED,
    most: int = 30,
) -> tuple[PublicCorrection, ...]:
    """Corrections of listed clips and withdrawals, newest first, those before a place in the list.

    With a number, those of that clip, listed or not.
    """
    shown = listed if number is None else readable
    editions = Edition.objects.filter(
        shown("publication__"), kind__in=[kind for kind in TOLD if kind in kinds]
    )
    gone = Publication.objects.filter(withdrawn(), withdrawn_at__isnull=False)
    if EditionKind.WITHDRAWAL not in kinds:
        gone = gone.none()
    if number is not None:
        editions, gone = editions.filter(publication__number=number), gone.filter(number=number)
    if before is not None:
        editions = editions.filter(
            Q(published_at__lt=before.at)
            | Q(published_at=before.at, publication__number__lt=before.number)
            | Q(published_at=before.at, publication__number=before.number, ordinal__lt=before.edition)
        )
        gone = gone.filter(
            Q(withdrawn_at__lt=before.at) | Q(withdrawn_at=before.at, number__lt=before.number)
        )
    editions = editions.select_related("publication").defer("content", "lines", "publication__words")
    found = [
        item
        for item in map(
            _corrected, editions.order_by("-published_at", "-publication__number", "-ordinal")[:most]
        )
        if item is not None
    ]
    found += [_withdrawn(one) for one in gone.order_by("-withdrawn_at", "-number")[:most]]
    return tuple(sorted(found, key=lambda item: item.place, reverse=True)[:most])


def recipients_of(number: int, up_to_edition: int) -> QuerySet[Recipient]:
    """Everyone who has words of the number from an edition up to that one."""
    return Recipient.objects.filter(number=number, edition__lte=up_to_edition).order_by("pk")


def embedder_count(number: int, edition: int, *, besides: str) -> int:
    """How many sites are known to embed an edition of a clip, one of them left out."""
    known = Recipient.objects.filter(kind=RecipientKind.EMBED, number=number, edition=edition)
    return known.exclude(whom__in=["", besides]).count()


@dataclass(frozen=True, slots=True)
class Changed:
    """An edition that changed what the one before it had said, or a withdrawal, which follows the last."""

    number: int
    edition: int
    kind: str
    labels: tuple[str, ...]


def changed_since(moment: datetime) -> tuple[Changed, ...]:
    """Every correction and withdrawal after a moment, of which somebody may still have to be told."""
    editions = Edition.objects.filter(published_at__gt=moment, kind__in=TOLD).order_by("pk")
    found = [
        Changed(publication.number, note.edition, note.kind, tuple(one.label for one in note.sentences))
        for publication in Publication.objects.filter(pk__in=editions.values("publication"))
        for note in read_corrections(publication.corrections)
        if publication.number is not None and note.published_at > moment
    ]
    gone = Publication.objects.filter(withdrawn(), withdrawn_at__gt=moment, number__isnull=False)
    found += [
        Changed(publication.number, (publication.last or 0) + 1, EditionKind.WITHDRAWAL, ())
        for publication in gone.annotate(last=Max("editions__ordinal"))
        if publication.number is not None
    ]
    return tuple(found)


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
