from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from dragoman.enquiries.errors import DoubleBooked
from dragoman.enquiries.models import Proposal
from dragoman.enquiries.services.arranging import Talk, call_off, move_talk, propose, say_yes
from dragoman.enquiries.terms import ProposalState
from dragoman.enquiries.tokens import PROPOSAL, token_of
from dragoman.letters.models import Enclosure
from tests.factories.enquiries import ADDRESS, expert, letters, taken_on

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3)


def proposed(world, someone, at=AT, **changes):
    enquiry = taken_on(world.officer, kind="interview", **changes)
    talk = Talk(at, 30, "Europe/Paris", "About night trains.", "Studio 2")
    return propose(enquiry=enquiry, expert=someone, talk=talk, person=world.officer)


def path_of(proposal):
    return f"/proposals/{token_of(PROPOSAL, proposal.nonce)}"


def events():
    return [
        (Calendar.from_ical(bytes(one.content)), one.letter.address)
        for one in Enclosure.objects.select_related("letter").order_by("pk")
    ]


def test_direct_contact_is_on_no_public_page(client, db):
    someone = expert(bios={"ar": "تكتب عن القطارات."})
    expert("Hidden Hana", is_listed=False)
    for page in ("/experts", f"/experts/{someone.slug}", "/ar/experts", "/experts?topic=Railways"):
        shown = client.get(page).content.decode()
        assert ("Ilse Wagner" in shown, "private.example" in shown, "+81" in shown, "Hana" in shown) == (
            True,
            False,
            False,
            False,
        )
    assert [
        client.get(f"/experts/{one}").status_code
        for one in ("hidden-hana", "nobody", "ilse-wagner/photo.jpg")
    ] == [404] * 3


def test_expert_sees_what_is_shared_and_accepts_with_an_entry_for_each(client, world):
    made = proposed(world, expert())
    page = client.get(path_of(made)).content.decode()
    assert ("About night trains." in page, "Nadia" in page, "Radio Meridian" in page) == (True, False, False)
    assert client.post(path_of(made), {"act": "yes", "answer": "Gladly."}).status_code == 302
    assert Proposal.objects.get().state == ProposalState.ACCEPTED
    (mine, to_expert), (theirs, to_requester) = events()
    assert (to_expert, to_requester) == ("ilse@private.example", ADDRESS)
    for calendar, zone in ((mine, "Asia/Tokyo"), (theirs, "Europe/Paris")):
        event = calendar.walk("VEVENT")[0]
        assert (calendar["METHOD"], event["SEQUENCE"], event["DTSTART"].params["TZID"]) == (
            "REQUEST",
            0,
            zone,
        )
        assert event.decoded("DTSTART") == AT
    assert mine.walk("VEVENT")[0]["UID"] == theirs.walk("VEVENT")[0]["UID"]
    assert b"private.example" not in theirs.to_ical()
    assert ADDRESS.encode() not in mine.to_ical()
    assert client.get(f"{path_of(made)}/invitation.ics")["Content-Type"].startswith("text/calendar")
    assert client.post(path_of(made), {"act": "no"}).status_code == 422


def test_expert_suggests_another_time_in_their_own_zone_and_the_desk_agrees(client, world):
    made = proposed(world, expert())
    day = (AT + timedelta(days=1)).date().isoformat()
    assert client.post(path_of(made), {"act": "other"}).status_code == 422
    assert client.post(path_of(made), {"act": "other", "day": day, "hour": "09:00"}).status_code == 302
    found = Proposal.objects.get()
    assert (found.state, found.suggested_at.isoformat()[11:16]) == (ProposalState.COUNTERED, "00:00")
    assert letters(world.officer.email)[-1][0].endswith("something new")
    say_yes(proposal=found, person=world.officer)
    assert (Proposal.objects.get().state, Proposal.objects.get().sequence) == (ProposalState.ACCEPTED, 1)


def test_nobody_is_booked_twice(client, world):
    someone = expert()
    first, second = proposed(world, someone), proposed(world, someone, at=AT + timedelta(minutes=20))
    say_yes(proposal=first)
    response = client.post(path_of(second), {"act": "yes"})
    assert (response.status_code, "another appointment" in response.content.decode()) == (422, True)
    with pytest.raises(DoubleBooked):
        proposed(world, someone, at=AT - timedelta(minutes=10))
    proposed(world, someone, at=AT + timedelta(minutes=30))


def test_moving_and_calling_off_go_on_counting(world):
    made = say_yes(proposal=proposed(world, expert()))
    moved = move_talk(proposal=made, starts_at=AT + timedelta(days=2), person=world.officer)
    again = say_yes(proposal=moved)
    call_off(proposal=again, person=world.officer)
    told = [(one["METHOD"], one.walk("VEVENT")[0]["SEQUENCE"]) for one, to in events() if to == ADDRESS]
    assert told == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]


def test_expert_turns_it_down_and_the_requester_hears_nothing_of_it(client, world):
    made = proposed(world, expert())
    before = len(letters())
    client.post(path_of(made), {"act": "no", "answer": "Not my field."})
    assert (Proposal.objects.get().state, len(letters())) == (ProposalState.DECLINED, before)
    assert client.get("/proposals/" + "a" * 32).status_code == 404
