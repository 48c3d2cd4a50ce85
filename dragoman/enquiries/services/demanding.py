"""Takedowns, legal demands and claims of rights: a road of their own, counted in public."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.corrections.services import network_mark
from dragoman.enquiries.errors import EnquiryRefused, IllegalStep, NotForThem, TooManyEnquiries
from dragoman.enquiries.models import Demand, DemandContact
from dragoman.enquiries.rules import can_decide_demands
from dragoman.enquiries.services.numbering import next_reference
from dragoman.enquiries.terms import DEMAND_ENDS, NEXT_DEMAND_STATES, DemandState
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.letters.services import forget_letters_about, post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import Json, clean_text
from dragoman.lib.record.commitments import new_opening

MOST_PER_HOUR = 10


@dataclass(frozen=True, slots=True)
class Demanded:
    """What is demanded, by whom, and on which ground."""

    kind: str
    place: str
    text: str
    name: str
    email: str
    on_behalf: str = ""
    ground: str = ""
    is_from_state: bool = False
    country: str = ""
    language: str = "en"


@transaction.atomic
def receive_demand(*, demanded: Demanded, form: str = "", address: str = "") -> Demand:
    """Write it down and say that it arrived. Raises ``EnquiryRefused`` in words."""
    form_hash = hashlib.sha256(form.encode()).hexdigest() if form else None
    if form_hash and (known := Demand.objects.filter(form_hash=form_hash).first()):
        return known
    now, network = datetime.now(UTC), network_mark(address)
    near = Demand.objects.filter(network=network, received_at__gt=now - timedelta(hours=1))
    if network and near.count() >= MOST_PER_HOUR:
        raise TooManyEnquiries(
            _("Many requests came from where you are in the last hour. Try again in an hour.")
        )
    made = Demand.objects.create(
        reference=next_reference("L", now),
        kind=demanded.kind,
        place=_line(demanded.place, 500),
        text=clean_text(demanded.text).strip()[:10_000],
        ground=clean_text(demanded.ground).strip()[:2000],
        is_from_state=demanded.is_from_state,
        country=demanded.country,
        language=demanded.language,
        form_hash=form_hash,
        received_at=now,
        network=network,
    )
    commitment = _keep_contact(made, demanded)
    _note(
        made, "received", SYSTEM, {"kind": made.kind, "state": made.is_from_state, "commitment": commitment}
    )
    _write(made, "demand_received")
    return made


@transaction.atomic
def take_up_demand(*, demand: Demand, person: User) -> Demand:
    return _move(demand, DemandState.UNDER_REVIEW, person, taken_by=person.handle)


@transaction.atomic
def decide_demand(*, demand: Demand, person: User, state: str, answer: str) -> Demand:
    """Say what comes of it; the answer goes out as it is. What follows for a clip is done on the clip's own page."""
    words = clean_text(answer).strip()[:5000]
    if state not in DEMAND_ENDS or not words:
        raise EnquiryRefused(_("Say what comes of it, and write the answer."))
    decided = _move(demand, DemandState(state), person, answer=words, decided_at=datetime.now(UTC))
    _write(decided, "demand_answered")
    return decided


@transaction.atomic
def forget_demander(*, demand: Demand, actor: Actor) -> None:
    """Who it was, and what they wrote, are forgotten; that there was a demand, and what came of it, stays."""
    DemandContact.objects.filter(demand=demand).delete()
    forget_letters_about(slot=f"demand:{demand.pk}:")
    Demand.objects.filter(pk=demand.pk).update(
        text="", ground="", answer="", network="", form_hash=None, forgotten_at=datetime.now(UTC)
    )
    _note(demand, "forgotten", actor, {})


def _move(demand: Demand, state: DemandState, person: User, **changes: object) -> Demand:
    if not can_decide_demands(person):
        raise NotForThem(_("Only an editor or an administrator decides this."))
    fresh = Demand.objects.select_for_update().get(pk=demand.pk)
    if state not in NEXT_DEMAND_STATES[fresh.state]:
        raise IllegalStep(f"{fresh.reference} is “{fresh.state}”: it can't become “{state}”.")
    fresh.state = state
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save()
    _note(fresh, "moved", person.actor, {"state": state.value})
    return fresh


def _keep_contact(demand: Demand, demanded: Demanded) -> str:
    name, email = _line(demanded.name, 120), demanded.email.strip()
    opening = new_opening(f"{name}\n{email}")
    DemandContact.objects.create(
        demand=demand,
        name=name,
        email=email,
        on_behalf=_line(demanded.on_behalf, 200),
        salt=opening.salt,
        commitment=opening.commitment,
    )
    return opening.commitment


def _write(demand: Demand, letter: str) -> None:
    contact = DemandContact.objects.filter(demand=demand).first()
    if contact is None:
        return
    post_letter(
        to=contact.email,
        written=written(
            f"enquiries/letters/{letter}.txt", {"demand": demand, "name": contact.name}, demand.language
        ),
        slot=f"demand:{demand.pk}:{letter}",
        language=demand.language,
    )


def _note(demand: Demand, act: str, actor: Actor, detail: dict[str, Json]) -> None:
    record(
        actor=actor,
        act=f"demand.{act}",
        subject=f"demand:{demand.reference}",
        detail={"reference": demand.reference, **detail},
    )


def _line(text: str, most: int) -> str:
    return " ".join(clean_text(text).split())[:most]
