"""Clips are published when their moment comes; their editors hear of what is near and of what did not come about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.dispatch import receiver

from dragoman.accounts.models import User
from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
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


def _write(release: Release, about: str) -> None:
    """A letter to who set the moment, written in the transaction that makes it true; none to who is gone."""
    person = User.objects.filter(handle=release.planned_by, is_active=True).first()
    if person is None:
        return
    clip = release.publication.clip
    context = {
        "release": release,
        "clip": clip,
        "about": about,
        "shown": f"{shown_at(release.at, release.zone):%Y-%m-%d %H:%M} {release.zone}",
        "address": f"{settings.SITE_URL}/desk/clips/{clip.pk}/",
    }
    language = settings.LANGUAGE_CODE
    post_letter(
        to=person.email,
        written=written("pipeline/letters/release.txt", context, language),
        slot=f"release:{release.pk}:{about}:{release.planned_at:%Y%m%d%H%M%S%f}",
        language=language,
    )
