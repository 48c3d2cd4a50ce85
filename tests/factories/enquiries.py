"""Enquiries as they come in, and the people around them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from dragoman.enquiries.models import Expert
from dragoman.enquiries.services.moving import accept, triage
from dragoman.enquiries.services.receiving import Arrival, Asked, confirm_enquiry, receive_enquiry
from dragoman.letters.models import Letter

ADDRESS = "nadia@radio.example"
LINK = re.compile(r"https?://\S+")


def asked(sector="media", kind="clip", **changes) -> Asked:
    told = {
        "name": "Nadia Berg",
        "email": ADDRESS,
        "organisation": "Radio Meridian",
        "text": "We report on night trains.",
        "use": "A report of two minutes.",
        "deadline_at": datetime.now(UTC) + timedelta(days=1),
        "deadline_zone": "Europe/Paris",
        "details": {"clip": "11045", "wanted": ["video", "subtitles"]},
    }
    return Asked(sector, kind, **{**told, **changes})


def received(form="", files=(), is_worked=False, address="", **changes):
    return receive_enquiry(asked=asked(**changes), arrival=Arrival(form, address, is_worked, files))


def confirmed(**changes):
    return confirm_enquiry(enquiry=received(**changes))


def taken_on(person, **changes):
    enquiry = triage(enquiry=confirmed(**changes), person=person)
    return accept(enquiry=enquiry, person=person, expected_at=datetime.now(UTC) + timedelta(days=2))


def expert(name="Ilse Wagner", **changes) -> Expert:
    told = {
        "slug": name.lower().replace(" ", "-"),
        "title": "Reader in transport history",
        "topics": ["Railways"],
        "languages": ["de", "en"],
        "regions": ["Norland"],
        "zone": "Asia/Tokyo",
        "bios": {"en": "Writes about night trains."},
        "email": f"{name.split()[0].lower()}@private.example",
        "phone": "+81 3 0000 0000",
        "is_listed": True,
    }
    return Expert.objects.create(name=name, **{**told, **changes})


def letters(address=ADDRESS):
    """Subjects and texts of all that was written to an address, in order."""
    return list(Letter.objects.filter(address=address).order_by("created_at").values_list("subject", "text"))


def links(address=ADDRESS):
    """Every link in the latest letter."""
    return LINK.findall(letters(address)[-1][1])
