"""What readers may see of a published clip, narrowed and widened again: lists, whole countries, its film.

Each act is a line in the ledger; none makes an edition, for no word changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.catalogue.countries import country_code
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import Json, clean_text
from dragoman.publications.cards import NO_MEDIA, card_of
from dragoman.publications.errors import BadRestriction, IllegalTransition
from dragoman.publications.models import Number, Publication, Restriction
from dragoman.publications.moving import subject_of
from dragoman.publications.numbering import is_silent
from dragoman.publications.rules import is_published, is_withdrawn
from dragoman.publications.selectors import standing_content
from dragoman.publications.signals import visibility_changed
from dragoman.publications.terms import EVERYWHERE


@dataclass(frozen=True, slots=True)
class Demand:
    """What readers are told instead of the clip. Without ``countries`` it holds in the whole world."""

    reason: str
    demanded_by: str
    authority_url: str = ""
    countries: tuple[str, ...] = ()
    shows_source: bool = True

    @property
    def where(self) -> str:
        return f",{','.join(sorted(set(self.countries)))}," if self.countries else EVERYWHERE


@transaction.atomic
def unlist_clip(*, publication: Publication, actor: Actor) -> Publication:
    """Whoever has its address still reads it; lists, searches and feeds forget it. Twice changes nothing."""
    return _list(publication, actor, to_be_listed=False)


@transaction.atomic
def list_clip(*, publication: Publication, actor: Actor) -> Publication:
    return _list(publication, actor, to_be_listed=True)


@transaction.atomic
def restrict_clip(*, publication: Publication, demand: Demand, actor: Actor) -> Publication:
    """Keep the clip from readers because somebody demands it by law, and say so in its place.

    A demand in force is followed by the new one. Raises ``BadRestriction``.
    """
    demand = _checked(demand)
    fresh = _locked(publication)
    now = _this_second()
    fresh.restrictions.filter(lifted_at=None).update(lifted_at=now)
    Restriction.objects.create(
        publication=fresh,
        where=demand.where,
        reason=demand.reason,
        demanded_by=demand.demanded_by,
        authority_url=demand.authority_url,
        shows_source=demand.shows_source,
        made_at=now,
    )
    fresh.restricted_in = demand.where
    return _changed(fresh, actor, "publication.restricted", {"where": demand.where})


@transaction.atomic
def lift_restriction(*, publication: Publication, actor: Actor) -> Publication:
    """Readers have the clip again, as it was. Lifting what is not restricted changes nothing."""
    fresh = _locked(publication)
    if not fresh.restricted_in:
        return fresh
    fresh.restrictions.filter(lifted_at=None).update(lifted_at=_this_second())
    fresh.restricted_in = ""
    return _changed(fresh, actor, "restriction.lifted")


@transaction.atomic
def block_media(*, publication: Publication, reason: str, actor: Actor) -> Publication:
    """Its words stay; its film, sound and pictures are kept back, with the public reason in their place."""
    reason = clean_text(reason).strip()
    if not reason:
        raise BadRestriction(_("Give the reason: it stands in place of the clip."))
    fresh = _locked(publication)
    fresh.media_blocked_at, fresh.media_blocked_reason = _this_second(), reason
    fresh.card = {**fresh.card, **NO_MEDIA}
    return _changed(fresh, actor, "media.blocked")


@transaction.atomic
def unblock_media(*, publication: Publication, actor: Actor) -> Publication:
    fresh = _locked(publication)
    if fresh.media_blocked_at is None:
        return fresh
    fresh.media_blocked_at, fresh.media_blocked_reason = None, ""
    content = standing_content(fresh)
    if content is not None:
        card = card_of(content, has_poster=fresh.files.filter(name="poster.jpg").exists())
        fresh.card = {**fresh.card, **{name: card[name] for name in NO_MEDIA}}
    return _changed(fresh, actor, "media.unblocked")


def _list(publication: Publication, actor: Actor, *, to_be_listed: bool) -> Publication:
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if is_withdrawn(fresh):
        raise IllegalTransition(
            _("This clip was withdrawn: its number stays, but it can't be published again.")
        )
    if fresh.is_listed is to_be_listed:
        return fresh
    fresh.is_listed = to_be_listed
    return _changed(fresh, actor, "publication.listed" if to_be_listed else "publication.unlisted")


def _locked(publication: Publication) -> Publication:
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if not is_published(fresh):
        raise IllegalTransition(_("Only a published clip can be kept from readers."))
    return fresh


def _changed(
    publication: Publication, actor: Actor, act: str, told: Mapping[str, Json] | None = None
) -> Publication:
    """``updated_at`` moves, so that those who gather what changed since a day gather this too."""
    if is_published(publication):
        publication.updated_at = _this_second()
    publication.save()
    Number.objects.filter(publication=publication).update(is_silent=is_silent(publication))
    record(actor=actor, act=act, subject=subject_of(publication), detail=dict(told or {}))
    visibility_changed.send(sender=Publication, publication=publication)
    return publication


def _checked(demand: Demand) -> Demand:
    reason, demanded_by = clean_text(demand.reason).strip(), clean_text(demand.demanded_by).strip()
    if not reason or not demanded_by:
        raise BadRestriction(_("Name the court, authority or person: readers are told."))
    if unknown := [code for code in demand.countries if country_code(code) != code]:
        raise BadRestriction(
            _("“%(said)s” is no country we know: write its name or a code such as DE.")
            % {"said": unknown[0][:20]}
        )
    return Demand(reason, demanded_by[:200], demand.authority_url, demand.countries, demand.shows_source)


def _this_second() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
