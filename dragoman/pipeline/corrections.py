"""What follows from a report or a correction: mails to the reader, reports settled, recipients to be told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from dragoman.corrections.models import Contact, Report
from dragoman.corrections.selectors import Changed, changed_since
from dragoman.corrections.services import queue_notices, resolve_reports
from dragoman.corrections.signals import report_decided, report_received
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.publications.models import Publication
from dragoman.publications.signals import publication_corrected, publication_withdrawn
from dragoman.publications.terms import EditionKind

_CATCH_UP_S = 3600
_LOOK_BACK = timedelta(days=3)


@receiver(report_received)
def confirm_report(*, report: Report, **_: Any) -> None:  # Any: the signal's own
    _write(report, "received")


@receiver(report_decided)
def tell_the_reader(*, report: Report, **_: Any) -> None:
    _write(report, "decided")


@receiver(publication_corrected)
def follow_correction(
    *,
    number: int,
    to_edition: int,
    cues: tuple[str, ...],
    kind: str,
    **_: Any,
) -> None:
    follow(Changed(number, to_edition, kind, cues))


@receiver(publication_withdrawn)
def follow_withdrawal(*, publication: Publication, **_: Any) -> None:
    """Whoever got any edition of a withdrawn clip is told; the withdrawal stands after the last of them."""
    last = publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    follow(Changed(publication.number or 0, last + 1, EditionKind.WITHDRAWAL, ()))


@every(_CATCH_UP_S, slot="corrections.catch_up")
def catch_up(job: JobContext) -> None:
    """What should have followed a correction, where the process died between the two. Twice adds nothing."""
    for changed in changed_since(datetime.now(UTC) - _LOOK_BACK):
        _settle(changed)
        queue_notices(
            number=changed.number,
            from_edition=changed.edition - 1,
            to_edition=changed.edition,
            kind=changed.kind,
        )


def follow(changed: Changed) -> None:
    """Settle the reports that an edition makes good, and have everyone told who has the old words."""
    _settle(changed)
    queue_job(
        kind="corrections.tell",
        args={
            "number": changed.number,
            "from": changed.edition - 1,
            "to": changed.edition,
            "kind": str(changed.kind),
        },
        conditions=Conditions(slot=f"corrections:{changed.number}:{changed.edition}"),
    )


def _settle(changed: Changed) -> None:
    if changed.kind != EditionKind.WITHDRAWAL:
        resolve_reports(
            number=changed.number, edition=changed.edition, kind=changed.kind, labels=changed.labels
        )


@handles("corrections.tell")
def tell(job: JobContext) -> None:
    """Write down who is to be told; those who send mails and calls take it from there. Twice adds nothing."""
    queue_notices(
        number=job.number("number"),
        from_edition=job.number("from"),
        to_edition=job.number("to"),
        kind=job.text("kind"),
    )


def _write(report: Report, about: str) -> None:
    """A letter to the reader, in the language they wrote in; nothing where they left no address or erased it."""
    contact = Contact.objects.filter(report=report).first()
    if contact is None or not contact.email:
        return
    prefix = "" if report.language == settings.LANGUAGE_CODE else f"/{report.language}"
    address = f"{settings.SITE_URL}{prefix}/reports/{report.token}"
    words = {"report": report, "about": about, "address": address}
    post_letter(
        to=contact.email,
        written=written("pipeline/mail/report.txt", words, report.language),
        slot=f"report:{report.pk}:{about}",
        language=report.language,
    )
