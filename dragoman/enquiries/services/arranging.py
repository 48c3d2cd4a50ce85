"""Bringing experts and requesters together: a time proposed, agreed, moved or called off, never two at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.accounts.models import User
from dragoman.enquiries.errors import DoubleBooked, EnquiryRefused, IllegalStep
from dragoman.enquiries.history import note
from dragoman.enquiries.invitations import Party, enclosed
from dragoman.enquiries.letters import moment_in_words, write
from dragoman.enquiries.models import Enquiry, Expert, Proposal, Requester
from dragoman.enquiries.services.moving import insist_on_answerers
from dragoman.enquiries.services.talking import tell_assignee
from dragoman.enquiries.terms import NEXT_PROPOSAL_STATES, OPEN, ProposalState, State
from dragoman.enquiries.tokens import PROPOSAL, hashed, new_nonce, token_of
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import clean_text
from dragoman.ui.languages import prefix


@dataclass(frozen=True, slots=True)
class Talk:
    """When, how long, in which zone the requester lives, where, and what the expert is told."""

    starts_at: datetime
    minutes: int
    zone: str
    shared: str
    place: str = ""


@transaction.atomic
def propose(*, enquiry: Enquiry, expert: Expert, talk: Talk, person: User) -> Proposal:
    """Put a time to an expert. They see what is shared and nothing else of the enquiry."""
    insist_on_answerers(person)
    if enquiry.state not in (*OPEN, State.DELIVERED):
        raise EnquiryRefused(_("Only an open request can be put to an expert."))
    if expert.sectors and enquiry.sector not in expert.sectors:
        raise EnquiryRefused(_("This expert takes no requests from that sector."))
    _check_time(talk.starts_at, talk.minutes)
    _check_free(expert, talk.starts_at, talk.minutes)
    nonce = new_nonce()
    made = Proposal.objects.create(
        enquiry=enquiry,
        expert=expert,
        starts_at=talk.starts_at,
        minutes=talk.minutes,
        zone=talk.zone or "UTC",
        place=talk.place[:300],
        shared=clean_text(talk.shared).strip()[:5000],
        nonce=nonce,
        hash=hashed(PROPOSAL, nonce),
        made_by=person.handle,
        made_at=datetime.now(UTC),
    )
    note(enquiry, "proposed", person.actor, about=expert.slug, detail={"proposal": made.pk})
    _write_to_expert(made, "proposal")
    return made


@transaction.atomic
def say_yes(*, proposal: Proposal, answer: str = "", person: User | None = None) -> Proposal:
    """The expert agrees, or the desk agrees to the time the expert suggested. Raises ``DoubleBooked``."""
    expert = Expert.objects.select_for_update().get(pk=proposal.expert_id)
    fresh = _locked(proposal)
    if fresh.state == ProposalState.COUNTERED and person is not None and fresh.suggested_at:
        fresh.starts_at, fresh.suggested_at, fresh.sequence = fresh.suggested_at, None, fresh.sequence + 1
        _take(fresh, ProposalState.PROPOSED)
    _check_free(expert, fresh.starts_at, fresh.minutes, beside=fresh.pk)
    fresh.answer = clean_text(answer).strip()[:2000] or fresh.answer
    _take(fresh, ProposalState.ACCEPTED)
    note(
        fresh.enquiry,
        "agreed",
        person.actor if person else None,
        about=expert.slug,
        detail={"proposal": fresh.pk},
    )
    _write_to_expert(fresh, "talk_expert")
    _write_to_requester(fresh)
    if person is None:
        tell_assignee(fresh.enquiry, f"proposal:{fresh.pk}:{fresh.sequence}:yes")
    return fresh


@transaction.atomic
def say_no(*, proposal: Proposal, answer: str = "") -> Proposal:
    """The expert declines. The requester hears of it from the desk, which may know another."""
    fresh = _locked(proposal)
    fresh.answer = clean_text(answer).strip()[:2000]
    _take(fresh, ProposalState.DECLINED)
    note(fresh.enquiry, "turned_down", None, about=fresh.expert.slug, detail={"proposal": fresh.pk})
    tell_assignee(fresh.enquiry, f"proposal:{fresh.pk}:no")
    return fresh


@transaction.atomic
def suggest(*, proposal: Proposal, at: datetime, answer: str = "") -> Proposal:
    """The expert suggests another time."""
    fresh = _locked(proposal)
    _check_time(at, fresh.minutes)
    fresh.answer, fresh.suggested_at = clean_text(answer).strip()[:2000], at
    _take(fresh, ProposalState.COUNTERED)
    note(fresh.enquiry, "suggested", None, about=fresh.expert.slug, detail={"proposal": fresh.pk})
    tell_assignee(fresh.enquiry, f"proposal:{fresh.pk}:{fresh.sequence}:other:{at:%Y%m%d%H%M}")
    return fresh


@transaction.atomic
def move_talk(*, proposal: Proposal, starts_at: datetime, person: User) -> Proposal:
    """Another time, to be agreed to anew: the same calendar entry, one sequence further."""
    insist_on_answerers(person)
    expert = Expert.objects.select_for_update().get(pk=proposal.expert_id)
    fresh = _locked(proposal)
    _check_time(starts_at, fresh.minutes)
    _check_free(expert, starts_at, fresh.minutes, beside=fresh.pk)
    fresh.starts_at, fresh.suggested_at, fresh.sequence = starts_at, None, fresh.sequence + 1
    if fresh.state != ProposalState.PROPOSED:
        _take(fresh, ProposalState.PROPOSED)
    else:
        fresh.save()
    note(fresh.enquiry, "moved_talk", person.actor, about=expert.slug, detail={"proposal": fresh.pk})
    _write_to_expert(fresh, "proposal")
    return fresh


@transaction.atomic
def call_off(*, proposal: Proposal, person: User) -> Proposal:
    """Cancelled: whoever has it in a calendar gets the entry that takes it out."""
    insist_on_answerers(person)
    fresh = _locked(proposal)
    was_agreed = fresh.state == ProposalState.ACCEPTED
    fresh.sequence += 1
    _take(fresh, ProposalState.CANCELLED)
    note(fresh.enquiry, "called_off", person.actor, about=fresh.expert.slug, detail={"proposal": fresh.pk})
    _write_to_expert(fresh, "talk_expert")
    if was_agreed or fresh.sequence > 1:
        _write_to_requester(fresh)
    return fresh


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: what was said, where it ran."""

    text: str = ""
    ran_at: str = ""
    took_place: bool = True


@transaction.atomic
def note_outcome(*, proposal: Proposal, outcome: Outcome, person: User) -> Proposal:
    insist_on_answerers(person)
    fresh = _locked(proposal)
    fresh.outcome, fresh.ran_at = clean_text(outcome.text).strip()[:5000], outcome.ran_at[:500]
    state = ProposalState.HELD if outcome.took_place else ProposalState.MISSED
    if fresh.state == state:
        fresh.save()
    else:
        _take(fresh, state)
    note(fresh.enquiry, state.value, person.actor, about=fresh.expert.slug, detail={"proposal": fresh.pk})
    return fresh


def proposal_url(proposal: Proposal) -> str:
    language = proposal.expert.language
    return f"{settings.SITE_URL}{prefix(language)}/proposals/{token_of(PROPOSAL, proposal.nonce)}"


def _locked(proposal: Proposal) -> Proposal:
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("expert", "enquiry")
        .get(pk=proposal.pk)
    )


def _take(proposal: Proposal, state: ProposalState) -> None:
    if state not in NEXT_PROPOSAL_STATES[proposal.state]:
        raise IllegalStep(f"This proposal is “{proposal.state}”: it can't become “{state}”.")
    proposal.state = state
    proposal.save()


def _check_time(starts_at: datetime, minutes: int) -> None:
    if not 5 <= minutes <= 480:
        raise EnquiryRefused(_("A talk lasts from 5 minutes to 8 hours."))
    if starts_at <= datetime.now(UTC):
        raise EnquiryRefused(_("That time is over already."))


def _check_free(expert: Expert, starts_at: datetime, minutes: int, beside: int = 0) -> None:
    """Against what is agreed; call it with the expert's row locked, or to warn early."""
    ends_at = starts_at + timedelta(minutes=minutes)
    near = Proposal.objects.filter(
        expert=expert,
        state=ProposalState.ACCEPTED,
        starts_at__gt=starts_at - timedelta(hours=8),
        starts_at__lt=ends_at,
    ).exclude(pk=beside)
    if any(one.starts_at + timedelta(minutes=one.minutes) > starts_at for one in near):
        raise DoubleBooked(_("The expert has another appointment at that time."))


def _write_to_expert(proposal: Proposal, letter: str) -> None:
    expert = proposal.expert
    when = moment_in_words(proposal.starts_at, expert.zone, expert.language)
    address = proposal_url(proposal)
    words = {"proposal": proposal, "expert": expert, "when": when, "address": address}
    with override(expert.language):
        summary = _("Talk for %(site)s") % {"site": settings.SITE_NAME}
    party = Party(expert.email, expert.zone)
    is_agreed = letter == "talk_expert"
    post_letter(
        to=expert.email,
        written=written(f"enquiries/letters/{letter}.txt", words, expert.language),
        slot=f"proposal:{proposal.pk}:expert:{proposal.sequence}:{proposal.state}",
        language=expert.language,
        attachments=(enclosed(proposal, party, summary, f"{proposal.shared}\n\n{address}"),)
        if is_agreed
        else (),
    )


def _write_to_requester(proposal: Proposal) -> None:
    enquiry, expert = proposal.enquiry, proposal.expert
    requester = Requester.objects.filter(enquiry=enquiry).first()
    if requester is None:
        return
    when = moment_in_words(proposal.starts_at, proposal.zone, enquiry.language)
    with override(enquiry.language):
        summary = _("Talk with %(name)s") % {"name": expert.name}
    party = Party(requester.email, proposal.zone)
    write(
        enquiry,
        "talk",
        f"proposal:{proposal.pk}:{proposal.sequence}:{proposal.state}",
        {"proposal": proposal, "expert": expert, "when": when},
        (enclosed(proposal, party, summary, enquiry.reference),),
    )
