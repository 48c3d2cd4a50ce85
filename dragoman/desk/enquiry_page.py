"""Everything that the page of one request shows."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from dragoman.accounts.models import User
from dragoman.accounts.selectors import names_of
from dragoman.enquiries.letters import moment_in_words
from dragoman.enquiries.models import Enquiry, EnquiryClip, Expert
from dragoman.enquiries.roads import told
from dragoman.enquiries.rules import lateness
from dragoman.enquiries.selectors import officers, others_reading, replies_in
from dragoman.enquiries.services.delivering import BUNDLE, is_open, standing_terms
from dragoman.enquiries.terms import NEXT_STATES, Kind, Priority, ProposalState, Reason, Sector, State
from dragoman.publications.models import Publication
from dragoman.publications.rules import is_published, shows_media
from dragoman.publications.selectors import latest_content
from dragoman.ui.wording import language_name, reader_language

_GIVEN_IN = (State.ACCEPTED, State.IN_PROGRESS, State.WAITING, State.DELIVERED)


def enquiry_context(enquiry: Enquiry, person: User) -> dict[str, object]:
    now, language = datetime.now(UTC), reader_language()
    acts, thread = list(enquiry.acts.all()), list(enquiry.messages.prefetch_related("attachments"))
    notes = list(enquiry.notes.all())
    others = others_reading(enquiry, person.handle, now)
    handles = {*others, enquiry.assignee, *(one.actor for one in acts)}
    handles |= {one.author for one in thread} | {one.author for one in notes}
    zone = enquiry.deadline_zone
    return {
        "enquiry": enquiry,
        "requester": getattr(enquiry, "requester", None),
        "lateness": lateness(enquiry, now),
        "next": NEXT_STATES[enquiry.state],
        "names": names_of(handles),
        "others": others,
        "acts": acts,
        "thread": thread,
        "notes": notes,
        "files": list(enquiry.attachments.filter(message=None)),
        "told": told(enquiry.sector, enquiry.kind, enquiry.details),
        "deadline": moment_in_words(enquiry.deadline_at, zone, language) if enquiry.deadline_at else "",
        "expected": moment_in_words(enquiry.expected_at, zone, language) if enquiry.expected_at else "",
        "requester_language": language_name(enquiry.language),
        "is_government": enquiry.sector == Sector.GOVERNMENT,
        "officers": officers(),
        "priorities": Priority.choices,
        "reasons": Reason.choices,
        "other_kinds": [one for one in Kind.choices if one[0] != enquiry.kind],
        "replies": replies_in(enquiry.language),
        "key": secrets.token_hex(16),
        "tomorrow": (now + timedelta(days=2)).date().isoformat(),
        "may_give": enquiry.state in _GIVEN_IN and not enquiry.forgotten_at,
        **_clips(enquiry, now),
        **_talks(enquiry, language),
    }


def _clips(enquiry: Enquiry, now: datetime) -> dict[str, object]:
    links = EnquiryClip.objects.filter(enquiry=enquiry).select_related("publication__clip")
    deliveries = enquiry.deliveries.select_related("publication").prefetch_related("accesses")
    return {
        "clips": [(one.publication, is_published(one.publication), _files(one.publication)) for one in links],
        "deliveries": [(one, is_open(one, now), list(one.accesses.all())) for one in deliveries],
        "standing_terms": standing_terms(enquiry),
    }


def _files(publication: Publication) -> list[str]:
    """What can be given of a published clip."""
    if not is_published(publication) or publication.number is None:
        return []
    names = [one.name for one in publication.files.order_by("name") if one.name != "peaks.json"]
    if not shows_media(publication):
        names = []
    content = latest_content(publication.number)
    tracks = [*content.spoken, *(one.language for one in content.translations)] if content else []
    return [*names, *(f"{tag}.vtt" for tag in dict.fromkeys(tracks)), BUNDLE]


def _talks(enquiry: Enquiry, language: str) -> dict[str, object]:
    talks = list(enquiry.proposals.select_related("expert"))
    return {
        "talks": [
            (
                one,
                moment_in_words(one.starts_at, one.zone, language),
                moment_in_words(one.suggested_at, one.zone, language) if one.suggested_at else "",
                one.state in {ProposalState.PROPOSED, ProposalState.COUNTERED, ProposalState.ACCEPTED},
            )
            for one in talks
        ],
        "experts": [one for one in Expert.objects.all() if not one.sectors or enquiry.sector in one.sectors],
    }
