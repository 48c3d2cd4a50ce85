from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.enquiries.errors import EnquiryRefused, IllegalStep, NotForThem
from dragoman.enquiries.models import Act, Enquiry
from dragoman.enquiries.rules import can_decide_demands, due_at, is_official, is_trusted, lateness
from dragoman.enquiries.services import moving
from dragoman.enquiries.services.joining import join, split
from dragoman.enquiries.services.talking import Reply, add_note, take_reply, write_message
from dragoman.enquiries.terms import NEXT_STATES, Lateness, State
from tests.factories.enquiries import confirmed, expert, letters, taken_on  # noqa: F401

pytestmark = pytest.mark.django_db
SOON = datetime.now(UTC) + timedelta(days=3)


def test_whole_life_with_its_letters(world):
    officer = world.officer
    enquiry = taken_on(officer)
    enquiry = moving.start_work(enquiry=enquiry, person=officer)
    enquiry = moving.mark_delivered(enquiry=enquiry, person=officer, text="Here it is.")
    enquiry = moving.close(enquiry=enquiry, person=officer)
    reference = enquiry.reference
    assert [subject for subject, _ in letters()] == [
        f"Please confirm your request {reference}",
        f"{reference}: your request has arrived",
        f"{reference}: we take it on",
        f"{reference}: here is what you asked for",
        f"{reference}: closed",
    ]
    assert [(one.act, one.before, one.after) for one in Act.objects.filter(enquiry=enquiry)] == [
        ("received", "", ""),
        ("verified", "received", "verified"),
        ("triaged", "verified", "triaged"),
        ("accepted", "triaged", "accepted"),
        ("started", "accepted", "in progress"),
        ("delivered", "in progress", "delivered"),
        ("closed", "delivered", "closed"),
    ]
    assert (enquiry.assignee, moving.start_work(enquiry=enquiry, person=officer).closed_at) == (
        officer.handle,
        None,
    )


def test_answer_brings_it_back_to_where_it_stood_and_tells_the_assignee(world):
    enquiry = moving.ask_back(enquiry=taken_on(world.officer), person=world.officer, text="Which channel?")
    assert (enquiry.state, letters()[-1][1].count("Which channel?")) == (State.WAITING, 1)
    reply = Reply("Meridian TV", key="mail:<1@x>", by_mail=True)
    first, again = (take_reply(enquiry=enquiry, reply=reply) for _ in range(2))
    fresh = Enquiry.objects.get(pk=enquiry.pk)
    assert (first, fresh.state, fresh.has_news) == (again, State.ACCEPTED, True)
    assert [subject for subject, _ in letters(world.officer.email)] == [f"{enquiry.reference}: something new"]


def test_stranger_with_the_address_is_heard_but_moves_nothing(world):
    enquiry = moving.ask_back(enquiry=taken_on(world.officer), person=world.officer, text="Which channel?")
    take_reply(enquiry=enquiry, reply=Reply("Any", key="x", is_from_elsewhere=True))
    assert Enquiry.objects.get(pk=enquiry.pk).state == State.WAITING


def test_notes_are_never_sent(world):
    enquiry = taken_on(world.officer)
    before = len(letters())
    add_note(enquiry=enquiry, person=world.officer, text="He was rude on the telephone.")
    message = write_message(enquiry=enquiry, person=world.officer, text="We look into it.", key="f")
    assert write_message(enquiry=enquiry, person=world.officer, text="We look into it.", key="f") == message
    assert (len(letters()) - before, any("rude" in text for _, text in letters())) == (1, False)


def test_only_those_who_answer_may(world):
    enquiry = confirmed()
    for person in (world.monitor, world.translator, world.reviewer, world.administrator, world.outsider):
        with pytest.raises(NotForThem):
            moving.triage(enquiry=enquiry, person=person)
    assert moving.triage(enquiry=enquiry, person=world.editor).assignee == world.editor.handle
    assert [can_decide_demands(one) for one in (world.officer, world.editor, world.administrator)] == [
        False,
        True,
        True,
    ]


def test_every_other_step_is_refused(world):
    enquiry = confirmed()
    for state in State:
        Enquiry.objects.filter(pk=enquiry.pk).update(state=state)
        if State.CLOSED not in NEXT_STATES[state]:
            with pytest.raises(IllegalStep):
                moving.close(enquiry=enquiry, person=world.officer)
    assert [state for state, follow in NEXT_STATES.items() if not follow] == [
        "declined",
        "duplicate",
        "withdrawn",
    ]


def test_declining_says_why_in_the_requesters_language(world):
    enquiry = moving.triage(enquiry=confirmed(language="fr"), person=world.officer)
    with pytest.raises(EnquiryRefused):
        moving.decline(enquiry=enquiry, person=world.officer, reason="other")
    moving.decline(enquiry=enquiry, person=world.officer, reason="no rights")
    assert enquiry.reference in letters()[-1][0]


def test_government_is_called_back_before_it_is_accepted(world):
    enquiry = moving.triage(enquiry=confirmed(sector="government"), person=world.officer)
    with pytest.raises(EnquiryRefused, match="Call back"):
        moving.accept(enquiry=enquiry, person=world.officer, expected_at=SOON)
    enquiry = moving.mark_official(enquiry=enquiry, person=world.officer)
    assert moving.accept(enquiry=enquiry, person=world.officer, expected_at=SOON).state == State.ACCEPTED
    assert [
        is_official(one) for one in ("a@x.gov", "a@b.gov.uk", "a@gov.uk.evil.com", "a@x.gov.evil.com")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_lateness_is_reckoned_by_sector(world):
    enquiry = confirmed(deadline_at=None)
    at = enquiry.due_at
    assert [lateness(enquiry, at + timedelta(days=days)) for days in (-1, 1, 3)] == [
        Lateness.IN_TIME,
        Lateness.OVERDUE,
        Lateness.VERY_OVERDUE,
    ]
    assert due_at("academia", at, None) - at == timedelta(days=10)
    assert due_at("academia", at, at + timedelta(hours=3)) - at == timedelta(hours=3)
    assert not is_trusted("a@b.example")


def test_same_person_twice_is_joined_and_two_people_are_not(world):
    first, second = taken_on(world.officer), moving.triage(enquiry=confirmed(), person=world.officer)
    other = moving.triage(enquiry=confirmed(email="else@x.example"), person=world.officer)
    with pytest.raises(EnquiryRefused, match="different people"):
        join(enquiry=other, into=first, person=world.officer)
    left = join(enquiry=second, into=first, person=world.officer)
    assert (left.state, left.duplicate_of, letters()[-1][0]) == (
        State.DUPLICATE,
        first,
        f"{second.reference} goes on as {first.reference}",
    )


def test_split_part_has_a_reference_and_a_requester_of_its_own(world):
    first = taken_on(world.officer)
    made = split(enquiry=first, person=world.officer, kind="interview")
    assert (made.kind, made.state, made.split_from, made.requester.email) == (
        "interview",
        State.TRIAGED,
        first,
        first.requester.email,
    )
    assert letters()[-1][0] == f"{made.reference}: a part of {first.reference}"


def test_small_changes_are_written_down_once(world):
    enquiry = taken_on(world.officer)
    for _ in range(2):
        moving.assign(enquiry=enquiry, person=world.officer, to=world.editor.handle)
        moving.set_priority(enquiry=enquiry, person=world.officer, priority=1)
    with pytest.raises(EnquiryRefused):
        moving.assign(enquiry=enquiry, person=world.officer, to=world.monitor.handle)
    assert [one.act for one in enquiry.acts.all()][-2:] == ["assigned", "prioritised"]
