"""What follows from gifts: receipts are sent, providers are told, and each night everything is compared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from dragoman.giving.models import Donor, Paper, Pledge, Refund
from dragoman.giving.months import today_in
from dragoman.giving.providers import is_open
from dragoman.giving.services.erasing import forget_addressees
from dragoman.giving.services.offering import drop_forgotten
from dragoman.giving.services.pledging import keep_pledges, tell_provider
from dragoman.giving.services.reconciling import forget_raw, reconcile
from dragoman.giving.services.refunding import send_back
from dragoman.giving.services.writing import donors_of_year, send_receipt, send_year
from dragoman.giving.signals import pledge_told, receipt_issued, refund_asked
from dragoman.giving.terms import FORGOTTEN_AFTER
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions

# Providers may be away for hours; what a donor decided must reach them all the same.
_TRIES = 60


@receiver(receipt_issued)
def queue_receipt(*, paper: Paper, **_: Any) -> None:  # Any: the signal's own
    queue_job(
        kind="giving.receipt", args={"paper": paper.pk}, conditions=Conditions(slot=f"receipt:{paper.number}")
    )


@handles("giving.receipt")
def write_receipt(job: JobContext) -> None:
    paper = Paper.objects.select_related("gift__donor", "gift__pledge").filter(pk=job.number("paper")).first()
    if paper is not None:
        send_receipt(paper=paper)


@receiver(pledge_told)
def queue_telling(*, pledge: Pledge, act: str, **_: Any) -> None:
    queue_job(
        kind="giving.tell",
        args={
            "pledge": pledge.pk,
            "act": act,
            "key": f"{act}:{pledge.pk}:{datetime.now(UTC):%Y%m%d%H%M%S%f}",
        },
    )


@handles("giving.tell", max_attempts=_TRIES)
def tell(job: JobContext) -> None:
    pledge = Pledge.objects.filter(pk=job.number("pledge")).first()
    if pledge is not None:
        tell_provider(pledge=pledge, act=job.text("act"), key=job.text("key"))


@receiver(refund_asked)
def queue_refund(*, refund: Refund, **_: Any) -> None:
    queue_job(
        kind="giving.refund", args={"refund": refund.pk}, conditions=Conditions(slot=f"refund:{refund.pk}")
    )


@handles("giving.refund", max_attempts=_TRIES)
def refund(job: JobContext) -> None:
    asked = Refund.objects.select_related("gift").filter(pk=job.number("refund")).first()
    if asked is not None:
        send_back(refund=asked)


@every(86_400, slot="giving.night")
def night(job: JobContext) -> None:
    """Compare with the providers, end what is over, and in January write to everyone who gave."""
    if not is_open():
        return
    now, today = datetime.now(UTC), today_in(settings.GIVING.zone)
    reconcile(now=now)
    job.checkpoint()
    keep_pledges(today=today)
    drop_forgotten(now=now, after=FORGOTTEN_AFTER)
    forget_raw(now=now)
    forget_addressees(today=today)
    if today.month == 1:
        for donor in donors_of_year(today.year - 1):
            queue_job(
                kind="giving.year",
                args={"donor": donor.pk, "year": today.year - 1},
                conditions=Conditions(slot=f"giving-year:{donor.pk}:{today.year - 1}"),
            )


@handles("giving.year")
def year(job: JobContext) -> None:
    donor = Donor.objects.filter(pk=job.number("donor")).first()
    if donor is not None:
        send_year(donor=donor, year=job.number("year"))
