"""Publishing by the clock: a moment is set, changed or taken back; when it comes, the gate is asked once more.

A scheduled clip waits. An embargoed one waits too, may be shown to people who are trusted with it until then, and
gives away nothing else: not even that its number was given out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.accounts.models import User
from dragoman.accounts.rules import can_publish
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.hashing import Json
from dragoman.publications.errors import BadRelease, IllegalTransition, NotPublishable
from dragoman.publications.models import Number, Publication, Release
from dragoman.publications.moving import move
from dragoman.publications.numbering import is_silent
from dragoman.publications.readiness import insist_on_readiness
from dragoman.publications.services import publish_clip
from dragoman.publications.signals import listing_changed, release_held_back, release_nears
from dragoman.publications.terms import PLANNED, UNPUBLISHED, Change, State

FARTHEST = timedelta(days=5 * 366)
NOTICE = timedelta(days=1)
"""How long before an embargo ends its editor is reminded."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When, by whose clock, and whether outsiders may see it before. ``at`` is aware."""

    at: datetime
    zone: str
    is_embargo: bool = False


@transaction.atomic
def plan_release(*, publication: Publication, plan: Plan, actor: Actor) -> Release:
    """Set or change the moment at which the clip is published by itself.

    It has to be ready now: what can't go out today is not promised for tomorrow. Raises ``BadRelease`` for a moment
    that is past or too far off, and ``NotPublishable`` for what holds the clip back.
    """
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    now = datetime.now(UTC)
    _check_moment(plan.at, now)
    if publication.state not in UNPUBLISHED:
        raise IllegalTransition(
            _("This clip is %(state)s already.") % {"state": publication.get_state_display()}
        )
    insist_on_readiness(publication, Change(), actor)
    release, _is_new = Release.objects.update_or_create(
        publication=publication,
        defaults={
            "at": plan.at.astimezone(UTC),
            "zone": plan.zone,
            "planned_by": actor.handle,
            "planned_at": now,
            "reminded_at": None,
            "problem": "",
            "failed_at": None,
        },
    )
    _become(publication, State.EMBARGOED if plan.is_embargo else State.SCHEDULED, actor, release)
    return release


@transaction.atomic
def cancel_release(*, publication: Publication, actor: Actor) -> Publication:
    """Take the moment back; the clip waits in review again, with every yes it has."""
    Release.objects.filter(publication=publication).delete()
    fresh = move(publication, State.IN_REVIEW, actor, "release.cancelled")
    _tell_lists(fresh)
    return fresh


def due_releases(now: datetime) -> QuerySet[Release]:
    return _waiting().filter(at__lte=now).order_by("at", "pk")


@transaction.atomic
def carry_out(*, release: int, now: datetime) -> bool:
    """Publish a clip whose moment has come, in the name of who planned it. Twice, or too early, does nothing.

    False when it stays unpublished: the gate holds it back by now, or the person may no longer publish.
    """
    found = _waiting().filter(pk=release, at__lte=now).first()
    if found is None:
        return True
    publication = Publication.objects.select_for_update().get(pk=found.publication_id)
    if publication.state not in PLANNED:
        return True
    planner = User.objects.filter(handle=found.planned_by).first()
    with override(settings.LANGUAGE_CODE):
        if planner is None or not can_publish(planner):
            return _hold_back(found, publication, _("Whoever planned it may no longer publish."))
        try:
            with transaction.atomic():
                publish_clip(publication=publication, actor=planner.actor)
        except (NotPublishable, IllegalTransition) as error:
            return _hold_back(found, publication, str(error))
    return True


@transaction.atomic
def remind_of_embargoes(*, now: datetime) -> int:
    """Tell once, within the last day, that an embargo is about to end. Returns how many were told of."""
    nearing = _waiting().filter(
        publication__state=State.EMBARGOED, at__gt=now, at__lte=now + NOTICE, reminded_at=None
    )
    # One that was planned within its last day needs no reminder.
    told = [one for one in nearing.select_for_update(of=("self",)) if one.at - one.planned_at > NOTICE]
    for release in told:
        release.reminded_at = now
        release.save(update_fields=["reminded_at"])
        release_nears.send(sender=Release, release=release)
    return len(told)


def _waiting() -> QuerySet[Release]:
    return Release.objects.filter(failed_at=None, publication__state__in=PLANNED).select_related(
        "publication"
    )


def _check_moment(at: datetime, now: datetime) -> None:
    if at <= now:
        raise BadRelease(_("That moment is past: publish the clip now, or choose a later one."))
    if at > now + FARTHEST:
        raise BadRelease(_("That is more than five years ahead."))


def _become(publication: Publication, state: State, actor: Actor, release: Release) -> None:
    """A state that stays is no move, and a line in the ledger all the same."""
    told: dict[str, Json] = {"at": release.at.isoformat(), "zone": release.zone}
    if publication.state == state:
        publication.state = State.IN_REVIEW
        publication.save(update_fields=["state"])
    fresh = move(publication, state, actor, f"release.{state.value}", told)
    _tell_lists(fresh)


def _hold_back(release: Release, publication: Publication, why: str) -> bool:
    release.problem, release.failed_at = why, datetime.now(UTC)
    release.save(update_fields=["problem", "failed_at"])
    fresh = move(publication, State.IN_REVIEW, SYSTEM, "release.held_back")
    _tell_lists(fresh)
    release_held_back.send(sender=Release, release=release)
    return False


def _tell_lists(publication: Publication) -> None:
    """The thin line of a number that was reserved goes with an embargo and comes back after it."""
    if publication.number is not None:
        Number.objects.filter(publication=publication).update(is_silent=is_silent(publication))
        listing_changed.send(sender=Publication, publication=publication)
