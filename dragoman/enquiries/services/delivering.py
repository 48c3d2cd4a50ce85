"""Giving files: links that end, can be taken back, and say who fetched what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.accounts.models import User
from dragoman.corrections.services import network_mark, note_recipient
from dragoman.corrections.terms import RecipientKind
from dragoman.enquiries.enclosing import drop
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.history import note
from dragoman.enquiries.models import Access, Delivery, Enquiry
from dragoman.enquiries.rules import may_have_unpublished
from dragoman.enquiries.services.moving import insist_on_answerers, link_clip
from dragoman.enquiries.signals import delivery_unmarked
from dragoman.enquiries.terms import State
from dragoman.enquiries.tokens import FILES, hashed, new_nonce
from dragoman.publications.models import Publication
from dragoman.publications.rules import is_published, is_restricted, is_withdrawn, shows_media

BUNDLE = "bundle.zip"
CAPTIONS = ".vtt"
LONGEST_DAYS = 90
_GIVEN_IN = (State.ACCEPTED, State.IN_PROGRESS, State.WAITING, State.DELIVERED)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is given of a clip: names of its published files, captions as ``en.vtt``, and ``bundle.zip``."""

    publication: Publication
    files: Sequence[str] = ()
    days: int = 14
    terms: str = ""


@transaction.atomic
def give(*, enquiry: Enquiry, parcel: Parcel, person: User) -> Delivery:
    """Make a link. An unpublished clip goes out with terms to accept and the reference burnt in, or not at all."""
    insist_on_answerers(person)
    if enquiry.state not in _GIVEN_IN or enquiry.forgotten_at:
        raise EnquiryRefused(_("Accept the request first."))
    if not 1 <= parcel.days <= LONGEST_DAYS:
        raise EnquiryRefused(_("A link works for 1 to %(most)s days.") % {"most": LONGEST_DAYS})
    publication = parcel.publication
    if is_withdrawn(publication):
        raise EnquiryRefused(_("This clip was withdrawn: nothing of it is given out."))
    is_public = is_published(publication)
    if not is_public and not may_have_unpublished(enquiry):
        raise EnquiryRefused(_("Call back first: it is not yet sure that this comes from a government."))
    if is_public and not parcel.files:
        raise EnquiryRefused(_("Choose at least one file."))
    now, nonce = datetime.now(UTC), new_nonce()
    made = Delivery.objects.create(
        enquiry=enquiry,
        publication=publication,
        files=list(parcel.files) if is_public else [],
        edition=_latest(publication) if is_public else 0,
        nonce=nonce,
        hash=hashed(FILES, nonce),
        terms=(parcel.terms.strip() or ("" if is_public else standing_terms(enquiry)))[:5000],
        made_by=person.handle,
        made_at=now,
        expires_at=now + timedelta(days=parcel.days),
    )
    link_clip(enquiry=enquiry, person=person, publication=publication)
    note(enquiry, "gave", person.actor, about=str(publication), detail={"delivery": made.pk})
    if made.is_marked:
        transaction.on_commit(lambda: delivery_unmarked.send(sender=Delivery, delivery=made))
    else:
        _enter(enquiry, publication, made.edition)
    return made


@transaction.atomic
def take_back(*, delivery: Delivery, person: User) -> None:
    """The link ends now; a marked copy is deleted."""
    insist_on_answerers(person)
    if Delivery.objects.filter(pk=delivery.pk, revoked_at=None).update(revoked_at=datetime.now(UTC)):
        note(delivery.enquiry, "took_back", person.actor, detail={"delivery": delivery.pk})
        drop(delivery.file)


@transaction.atomic
def accept_terms(*, delivery: Delivery) -> None:
    """The requester agrees, once."""
    now = datetime.now(UTC)
    if Delivery.objects.filter(pk=delivery.pk, accepted_at=None).update(accepted_at=now):
        note(delivery.enquiry, "accepted_terms", None, detail={"delivery": delivery.pk})


def is_open(delivery: Delivery, now: datetime) -> bool:
    """Whether its link still works: neither over nor taken back, and the clip not kept from the reader since."""
    publication = delivery.publication
    if delivery.revoked_at is not None or now >= delivery.expires_at:
        return False
    if is_withdrawn(publication) or is_restricted(publication):
        return False
    return shows_media(publication) or not delivery.is_marked


def may_fetch(delivery: Delivery, now: datetime) -> bool:
    return is_open(delivery, now) and (not delivery.terms or delivery.accepted_at is not None)


@transaction.atomic
def note_access(*, delivery: Delivery, name: str, address: str = "") -> None:
    """Write down that a file was fetched."""
    Access.objects.create(
        delivery=delivery, name=name[:60], at=datetime.now(UTC), network=network_mark(address)
    )


def standing_terms(enquiry: Enquiry) -> str:
    """What is asked for unpublished material, in the requester's language."""
    with override(enquiry.language):
        return _(
            "This material is not published. You may look at it for the purpose you named. You may not publish it, "
            "pass it on or quote from it before we publish it or agree in writing. The copy carries your reference."
        )


def _latest(publication: Publication) -> int:
    return publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 1


def _enter(enquiry: Enquiry, publication: Publication, edition: int) -> None:
    """Whoever got these words is to hear of their correction."""
    if publication.number is not None:
        note_recipient(
            kind=RecipientKind.ENQUIRY,
            number=publication.number,
            edition=edition,
            whom=enquiry.reference,
        )
