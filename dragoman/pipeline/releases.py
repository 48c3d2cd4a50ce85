"""Clips are published when their moment comes; their editors hear of what is near and of what did not come about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils.translation import override

from dragoman.accounts.models import User
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.lib.wall_clock import shown_at
from dragoman.publications.models import Release
from dragoman.publications.releasing import carry_out, due_releases, remind_of_embargoes
from dragoman.publications.signals import release_held_back, release_nears

_EVERY_S = 30


@every(_EVERY_S, slot="publications.due")
def queue_due(job: JobContext) -> None:
    """A job for each clip, so that one that fails holds back no other."""
    now = datetime.now(UTC)
    for pk in due_releases(now).values_list("pk", flat=True):
        queue_job(
            kind="publications.release", args={"release": pk}, conditions=Conditions(slot=f"release:{pk}")
        )
    remind_of_embargoes(now=now)


@handles("publications.release")
def release(job: JobContext) -> None:
    carry_out(release=job.number("release"), now=datetime.now(UTC))


@receiver(release_held_back)
def tell_what_holds_it_back(*, release: Release, **_: Any) -> None:  # Any: the signal's own
    _write(release, "held_back")


@receiver(release_nears)
def tell_that_it_nears(*, release: Release, **_: Any) -> None:
    _write(release, "nears")


@handles("publications.write")
def write(job: JobContext) -> None:
    """A letter to who set the moment; nothing where it was changed meanwhile, or the person is gone."""
    found = Release.objects.select_related("publication__clip").filter(pk=job.number("release")).first()
    person = User.objects.filter(handle=found.planned_by, is_active=True).first() if found else None
    about = job.text("about")
    if found is None or person is None or (found.failed_at is None) is (about == "held_back"):
        return
    with override(settings.LANGUAGE_CODE):
        context = {
            "release": found,
            "clip": found.publication.clip,
            "about": about,
            "shown": f"{shown_at(found.at, found.zone):%Y-%m-%d %H:%M} {found.zone}",
            "site_name": settings.SITE_NAME,
            "address": f"{settings.SITE_URL}/desk/clips/{found.publication.clip_id}/",
        }
        subject, _mark, body = render_to_string("pipeline/mail/release.txt", context).strip().partition("\n")
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject.strip(), body.strip() + "\n", to=[person.email], headers=headers).send()


def _write(release: Release, about: str) -> None:
    queue_job(
        kind="publications.write",
        args={"release": release.pk, "about": about},
        conditions=Conditions(slot=f"release:{release.pk}:{about}:{release.planned_at:%Y%m%d%H%M%S}"),
    )
