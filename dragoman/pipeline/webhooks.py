"""Addresses are told what happened: written down in the same transaction, sent by jobs, given up with a letter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from dragoman.accounts.selectors import administrators
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.machines.models import Delivery, Webhook
from dragoman.machines.selectors import overdue_deliveries
from dragoman.machines.signals import delivery_waiting, webhook_disabled
from dragoman.machines.webhooks import deliver, forget_old, note_event, note_standing
from dragoman.publications.models import Publication
from dragoman.publications.signals import listing_changed, visibility_changed

_KEPT = timedelta(days=30)


@receiver(listing_changed)
def write_down(*, publication: Publication, **_: Any) -> None:  # Any: the signal's own
    note_event(publication=publication)


@receiver(visibility_changed)
def write_down_the_standing(*, publication: Publication, **_: Any) -> None:
    note_standing(publication=publication)


@receiver(delivery_waiting)
def queue_delivery(*, delivery: Delivery, **_: Any) -> None:
    queue_job(
        kind="machines.deliver",
        args={"delivery": delivery.pk},
        conditions=Conditions(
            slot=f"delivery:{delivery.pk}:{delivery.attempts}:{delivery.next_at:%Y%m%d%H%M%S%f}",
            run_after=delivery.next_at,
        ),
    )


@handles("machines.deliver")
def send(job: JobContext) -> None:
    delivery = Delivery.objects.select_related("webhook").filter(pk=job.number("delivery")).first()
    if delivery is not None:
        deliver(delivery=delivery)


@every(600, slot="machines.overdue")
def send_overdue(job: JobContext) -> None:
    """What should have been sent and has no job any more, whatever became of it."""
    for delivery in overdue_deliveries(datetime.now(UTC)):
        queue_delivery(delivery=delivery)


@every(86_400, slot="machines.forget")
def forget(job: JobContext) -> None:
    forget_old(before=datetime.now(UTC) - _KEPT)


@receiver(webhook_disabled)
def write_to_administrators(*, webhook: Webhook, reason: str, **_: Any) -> None:
    """A letter to those who manage machines."""
    address = f"{settings.SITE_URL}/desk/machines/webhooks/{webhook.pk}/"
    words = {"webhook": webhook, "reason": reason, "address": address}
    letter = written("pipeline/mail/webhook.txt", words)
    for person in administrators():
        post_letter(to=person.email, written=letter)
