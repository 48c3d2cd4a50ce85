"""Calendar entries (RFC 5545, RFC 5546): one entry for each talk, in the zone of whoever gets it.

Nobody's address stands in anybody else's entry: the requester never learns the expert's, nor the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from dragoman.enquiries.models import Proposal
from dragoman.enquiries.terms import ProposalState
from dragoman.letters.terms import Attached


@dataclass(frozen=True, slots=True)
class Party:
    """Who gets the entry."""

    email: str
    zone: str


def invitation(proposal: Proposal, party: Party, summary: str, description: str) -> bytes:
    """The entry as it stands now: REQUEST, or CANCEL under the same UID with a higher SEQUENCE."""
    is_off = proposal.state in {ProposalState.CANCELLED, ProposalState.DECLINED}
    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//Enquiries//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "REQUEST")
    calendar.add_component(_event(proposal, party, summary, description, is_off=is_off))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def enclosed(proposal: Proposal, party: Party, summary: str, description: str) -> Attached:
    method = "CANCEL" if proposal.state == ProposalState.CANCELLED else "REQUEST"
    return Attached(
        "invitation.ics",
        f"text/calendar; charset=utf-8; method={method}",
        invitation(proposal, party, summary, description),
    )


def _event(proposal: Proposal, party: Party, summary: str, description: str, *, is_off: bool) -> Event:
    starts = proposal.starts_at.astimezone(zone_of(party.zone))
    event = Event()
    event.add("uid", f"{proposal.uid}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}")
    event.add("sequence", proposal.sequence)
    event.add("dtstamp", datetime.now(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=proposal.minutes))
    event.add("summary", summary)
    event.add("description", description)
    if proposal.place:
        event.add("location", proposal.place)
    event.add("status", _status(proposal, is_off=is_off))
    organizer = vCalAddress(f"MAILTO:{settings.ENQUIRY_MAIL or settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = vText(settings.SITE_NAME)
    event["organizer"] = organizer
    attendee = vCalAddress(f"MAILTO:{party.email}")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    return event


def _status(proposal: Proposal, *, is_off: bool) -> str:
    if is_off:
        return "CANCELLED"
    return "TENTATIVE" if proposal.state in {ProposalState.PROPOSED, ProposalState.COUNTERED} else "CONFIRMED"


def zone_of(name: str) -> ZoneInfo:
    """UTC where the name is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, OSError):  # KeyError's kin and names that are paths
        return ZoneInfo("UTC")
