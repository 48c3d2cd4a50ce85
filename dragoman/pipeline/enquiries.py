"""What follows from an enquiry: files scanned, copies marked; and what comes round by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.dispatch import receiver

from dragoman.enquiries.enclosing import scan_attachment
from dragoman.enquiries.models import Attachment, Delivery
from dragoman.enquiries.services import rounds
from dragoman.enquiries.services.marking import mark_copy
from dragoman.enquiries.services.telling import tell_of_corrections
from dragoman.enquiries.signals import attachment_waiting, delivery_unmarked
from dragoman.enquiries.terms import Scan
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions

_AN_HOUR = 3600
_A_DAY = 24 * _AN_HOUR


@receiver(attachment_waiting)
def queue_scan(*, attachment: Attachment, **_: Any) -> None:  # Any: the signal's own
    queue_job(
        kind="enquiries.scan",
        args={"attachment": attachment.pk},
        conditions=Conditions(slot=f"attachment:{attachment.pk}"),
    )


@handles("enquiries.scan")
def scan(job: JobContext) -> None:
    attachment = Attachment.objects.filter(pk=job.number("attachment")).first()
    if attachment is not None:
        scan_attachment(attachment=attachment)


@receiver(delivery_unmarked)
def queue_marking(*, delivery: Delivery, **_: Any) -> None:
    queue_job(
        kind="enquiries.mark",
        args={"delivery": delivery.pk},
        conditions=Conditions(slot=f"marked:{delivery.pk}"),
    )


@handles("enquiries.mark")
def mark(job: JobContext) -> None:
    delivery = Delivery.objects.filter(pk=job.number("delivery")).first()
    if delivery is not None:
        mark_copy(delivery=delivery, watch=job)


@every(_AN_HOUR, slot="enquiries.scan_overdue")
def scan_overdue(job: JobContext) -> None:
    """What should have been scanned and has no job any more."""
    for attachment in Attachment.objects.filter(scan=Scan.WAITING):
        queue_scan(attachment=attachment)


@every(_AN_HOUR, slot="enquiries.summary")
def summary(job: JobContext) -> None:
    rounds.summarise(now=datetime.now(UTC))


@every(_AN_HOUR, slot="enquiries.rounds")
def make_rounds(job: JobContext) -> None:
    """Each letter of a round is written once, however often the round is made."""
    now = datetime.now(UTC)
    rounds.remind_waiting(now=now)
    rounds.ask_of_use(now=now)


@every(_A_DAY, slot="enquiries.forget")
def forget(job: JobContext) -> None:
    now = datetime.now(UTC)
    rounds.forget_old(now=now)
    rounds.tidy(now=now)


@every(300, slot="enquiries.corrected")
def tell(job: JobContext) -> None:
    tell_of_corrections()
