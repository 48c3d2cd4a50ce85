"""Taking an enquiry in, and having its address confirmed before anybody reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.corrections.services import network_mark
from dragoman.enquiries.enclosing import ArrivedFile, enclose
from dragoman.enquiries.errors import EnquiryRefused, TooManyEnquiries
from dragoman.enquiries.history import note, step
from dragoman.enquiries.letters import confirm_url, moment_in_words, write
from dragoman.enquiries.models import Enquiry, EnquiryClip, Requester
from dragoman.enquiries.rules import due_at, is_official, is_trusted
from dragoman.enquiries.services.numbering import next_reference
from dragoman.enquiries.terms import State, Terms
from dragoman.enquiries.tokens import MAIL, STATUS, hashed, new_nonce
from dragoman.lib.hashing import Json, clean_text
from dragoman.lib.record.commitments import new_opening
from dragoman.publications.models import Publication
from dragoman.publications.rules import readable

MOST_PER_HOUR = 10
MOST_UNCONFIRMED = 5
LONGEST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, and who they are."""

    sector: str
    kind: str
    name: str
    email: str
    text: str = ""
    organisation: str = ""
    role: str = ""
    country: str = ""
    phone: str = ""
    use: str = ""
    terms: str = Terms.ON_RECORD
    details: dict[str, Json] = field(default_factory=dict)
    number: int | None = None
    deadline_at: datetime | None = None
    deadline_zone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How it came: ``form`` names the form it was written in, so that one sent twice is one request.

    ``is_worked``: the browser proved some work. Without it even a trusted address is asked to confirm.
    """

    form: str = ""
    address: str = ""
    is_worked: bool = False
    files: Sequence[ArrivedFile] = ()


@transaction.atomic
def receive_enquiry(*, asked: Asked, arrival: Arrival = Arrival()) -> Enquiry:
    """Write an enquiry down and have its address confirmed. Raises ``EnquiryRefused`` in words."""
    form_hash = hashlib.sha256(arrival.form.encode()).hexdigest() if arrival.form else None
    if form_hash and (known := Enquiry.objects.filter(form_hash=form_hash).first()):
        return known
    network = network_mark(arrival.address)
    _check_flood(network, asked.email)
    enquiry = _written_down(asked, network, form_hash)
    commitment = _keep_requester(enquiry, asked)
    _link_published(enquiry)
    note(
        enquiry,
        "received",
        None,
        detail={"sector": enquiry.sector, "kind": enquiry.kind, "commitment": commitment},
    )
    for one in arrival.files:
        enclose(enquiry=enquiry, arrived=one)
    if arrival.is_worked and is_trusted(asked.email):
        return confirm_enquiry(enquiry=enquiry)
    write(enquiry, "confirm", "confirm", {"confirm": confirm_url(enquiry)})
    return enquiry


@transaction.atomic
def confirm_enquiry(*, enquiry: Enquiry) -> Enquiry:
    """Its address is real: from now on the desk sees it. Doing it again changes nothing."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if fresh.state != State.RECEIVED:
        return fresh
    now = datetime.now(UTC)
    fresh, _act = step(
        fresh,
        State.VERIFIED,
        "verified",
        None,
        verified_at=now,
        due_at=due_at(fresh.sector, now, fresh.deadline_at),
    )
    due = moment_in_words(fresh.due_at, fresh.deadline_zone, fresh.language)
    write(fresh, "received", "received", {"due": due})
    return fresh


def _written_down(asked: Asked, network: str, form_hash: str | None) -> Enquiry:
    now, nonce = datetime.now(UTC), new_nonce()
    if len(asked.text) > LONGEST_TEXT or len(asked.use) > LONGEST_TEXT:
        raise EnquiryRefused(_("Say it in at most 5000 characters; files can be added."))
    return Enquiry.objects.create(
        reference=next_reference("R", now),
        sector=asked.sector,
        kind=asked.kind,
        language=asked.language,
        text=clean_text(asked.text).strip(),
        use=clean_text(asked.use).strip(),
        terms=asked.terms,
        details=asked.details,
        number=asked.number,
        deadline_at=asked.deadline_at,
        deadline_zone=asked.deadline_zone,
        due_at=due_at(asked.sector, now, asked.deadline_at),
        nonce=nonce,
        status_hash=hashed(STATUS, nonce),
        mail_hash=hashed(MAIL, nonce),
        form_hash=form_hash,
        is_official=is_official(asked.email),
        received_at=now,
        state_at=now,
        network=network,
    )


def _keep_requester(enquiry: Enquiry, asked: Asked) -> str:
    lines = [_line(asked.name, 120), asked.email.strip(), _line(asked.organisation, 200)]
    opening = new_opening("\n".join(lines))
    Requester.objects.create(
        enquiry=enquiry,
        name=lines[0],
        email=lines[1],
        organisation=lines[2],
        phone=_line(asked.phone, 60),
        role=_line(asked.role, 120),
        country=asked.country,
        salt=opening.salt,
        commitment=opening.commitment,
    )
    return opening.commitment


def _link_published(enquiry: Enquiry) -> None:
    """Only a published clip: whether any other number exists is not for strangers to learn."""
    if enquiry.number is None:
        return
    found = Publication.objects.filter(readable(), number=enquiry.number).first()
    if found is not None:
        EnquiryClip.objects.create(enquiry=enquiry, publication=found)


def _check_flood(network: str, email: str) -> None:
    now = datetime.now(UTC)
    near = Enquiry.objects.filter(network=network, received_at__gt=now - timedelta(hours=1))
    if network and near.count() >= MOST_PER_HOUR:
        raise TooManyEnquiries(
            _("Many requests came from where you are in the last hour. Try again in an hour.")
        )
    waiting = Enquiry.objects.filter(
        requester__email__iexact=email.strip(), state=State.RECEIVED, received_at__gt=now - timedelta(days=1)
    )
    if waiting.count() >= MOST_UNCONFIRMED:
        raise TooManyEnquiries(
            _(
                "Several requests from this address wait to be confirmed. Confirm them first: look in your mail."
            )
        )


def _line(text: str, most: int) -> str:
    return " ".join(clean_text(text).split())[:most]
