"""Two requests that are one, and one request that is two."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.history import note, step
from dragoman.enquiries.letters import status_url, write
from dragoman.enquiries.models import Enquiry, EnquiryClip, Requester
from dragoman.enquiries.rules import due_at
from dragoman.enquiries.services.moving import insist_on_answerers
from dragoman.enquiries.services.numbering import next_reference
from dragoman.enquiries.terms import OPEN, Kind, State
from dragoman.enquiries.tokens import MAIL, STATUS, hashed, new_nonce


@transaction.atomic
def join(*, enquiry: Enquiry, into: Enquiry, person: User) -> Enquiry:
    """It repeats another one of the same person: that one goes on alone. Returns the one that is left off."""
    insist_on_answerers(person)
    if into.pk == enquiry.pk or into.state not in OPEN:
        raise EnquiryRefused(_("Say which open request this one repeats."))
    if _address(enquiry) != _address(into):
        raise EnquiryRefused(_("They come from different people: each needs an answer of its own."))
    left, act = step(
        enquiry,
        State.DUPLICATE,
        "joined",
        person.actor,
        about=into.reference,
        duplicate_of=into,
        closed_at=datetime.now(UTC),
    )
    for link in EnquiryClip.objects.filter(enquiry=left):
        EnquiryClip.objects.get_or_create(enquiry=into, publication_id=link.publication_id)
    if left.due_at < into.due_at:
        Enquiry.objects.filter(pk=into.pk).update(due_at=left.due_at)
    note(into, "took_in", person.actor, about=left.reference)
    write(left, "joined", f"act:{act.pk}", {"other": into, "other_address": status_url(into)})
    return left


@transaction.atomic
def split(*, enquiry: Enquiry, person: User, kind: str) -> Enquiry:
    """Part of it is another kind of request (a clip, and an interview). Returns the new one, which has been read."""
    insist_on_answerers(person)
    requester = Requester.objects.filter(enquiry=enquiry).first()
    if kind not in Kind.values or kind == enquiry.kind:
        raise EnquiryRefused(_("Say what kind of request the new one is."))
    if enquiry.state not in OPEN or requester is None:
        raise EnquiryRefused(_("Only an open request can be split."))
    made = _second(enquiry, kind, person)
    requester.pk, requester.enquiry = None, made
    requester.save(force_insert=True)
    for link in EnquiryClip.objects.filter(enquiry=enquiry):
        EnquiryClip.objects.create(enquiry=made, publication_id=link.publication_id)
    note(made, "split_off", person.actor, about=enquiry.reference, detail={"kind": kind})
    note(enquiry, "split", person.actor, about=made.reference)
    write(made, "split", "split", {"other": enquiry})
    return made


def _second(enquiry: Enquiry, kind: str, person: User) -> Enquiry:
    now, nonce = datetime.now(UTC), new_nonce()
    return Enquiry.objects.create(
        reference=next_reference("R", now),
        sector=enquiry.sector,
        kind=kind,
        state=State.TRIAGED,
        priority=enquiry.priority,
        assignee=enquiry.assignee or person.handle,
        language=enquiry.language,
        text=enquiry.text,
        use=enquiry.use,
        terms=enquiry.terms,
        details=enquiry.details,
        number=enquiry.number,
        deadline_at=enquiry.deadline_at,
        deadline_zone=enquiry.deadline_zone,
        due_at=due_at(enquiry.sector, now, enquiry.deadline_at),
        nonce=nonce,
        status_hash=hashed(STATUS, nonce),
        mail_hash=hashed(MAIL, nonce),
        is_official=enquiry.is_official,
        split_from=enquiry,
        received_at=enquiry.received_at,
        verified_at=now,
        state_at=now,
    )


def _address(enquiry: Enquiry) -> str:
    found = Requester.objects.filter(enquiry=enquiry).values_list("email", flat=True).first()
    return (found or f"nobody-{enquiry.pk}").lower()
