"""What can be done on the page of a request, by name: what was filled in, and the one service it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.http import QueryDict
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.invitations import zone_of
from dragoman.enquiries.models import Delivery, Enquiry, Expert, Proposal
from dragoman.enquiries.services import arranging, joining, moving
from dragoman.enquiries.services.delivering import Parcel, give, take_back
from dragoman.enquiries.services.talking import add_note, write_message
from dragoman.publications.models import Publication


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Who does something to which request, with what they filled in."""

    enquiry: Enquiry
    person: User
    said: QueryDict

    def text(self, name: str = "text") -> str:
        return str(self.said.get(name, "")).strip()

    def number(self, name: str, default: int = 0) -> int:
        value = self.text(name).lstrip("#")
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 12 else default

    def moment(self, zone: str = "UTC") -> datetime:
        """Of the fields ``day`` and ``hour``. Raises ``EnquiryRefused``."""
        try:
            day = date.fromisoformat(self.text("day"))
            hour = time.fromisoformat(self.text("hour") or "18:00")
        except ValueError as error:
            raise EnquiryRefused(_("Give a day and a time.")) from error
        return datetime.combine(day, hour.replace(tzinfo=None), zone_of(zone)).astimezone(UTC)


def _accept(it: WriteDown) -> str:
    at = it.moment(it.enquiry.deadline_zone)
    if at <= datetime.now(UTC):
        raise EnquiryRefused(_("That time is over already."))
    moving.accept(enquiry=it.enquiry, person=it.person, expected_at=at, text=it.text())
    return _("Accepted. The requester has a letter.")


def _step(service: Callable[..., object], words: Callable[[], str]) -> Callable[[WriteDown], str]:
    def done(it: WriteDown) -> str:
        service(enquiry=it.enquiry, person=it.person)
        return words()

    return done


def _ask(it: WriteDown) -> str:
    moving.ask_back(enquiry=it.enquiry, person=it.person, text=it.text())
    return _("The question is on its way. The clock stands still until it is answered.")


def _go_on(it: WriteDown) -> str:
    moving.go_on(enquiry=it.enquiry, actor=it.person)
    return _("Changed.")


def _deliver(it: WriteDown) -> str:
    moving.mark_delivered(enquiry=it.enquiry, person=it.person, text=it.text())
    return _("Delivered. The requester has a letter.")


def _decline(it: WriteDown) -> str:
    moving.decline(enquiry=it.enquiry, person=it.person, reason=it.text("reason"), text=it.text())
    return _("Declined. The requester has a letter.")


def _write(it: WriteDown) -> str:
    write_message(enquiry=it.enquiry, person=it.person, text=it.text(), key=f"desk:{it.text('key')[:64]}")
    return _("The letter is on its way.")


def _note(it: WriteDown) -> str:
    add_note(enquiry=it.enquiry, person=it.person, text=it.text())
    return _("Noted.")


def _assign(it: WriteDown) -> str:
    moving.assign(enquiry=it.enquiry, person=it.person, to=it.text("assignee"))
    moving.set_priority(enquiry=it.enquiry, person=it.person, priority=it.number("priority", 2))
    return _("Changed.")


def _join(it: WriteDown) -> str:
    into = Enquiry.objects.filter(reference__iexact=it.text("reference")).first()
    if into is None:
        raise EnquiryRefused(_("Say which open request this one repeats."))
    joining.join(enquiry=it.enquiry, into=into, person=it.person)
    return _("Joined. The requester has a letter.")


def _split(it: WriteDown) -> str:
    made = joining.split(enquiry=it.enquiry, person=it.person, kind=it.text("kind"))
    return _("Split: the other part is %(reference)s.") % {"reference": made.reference}


def _link(it: WriteDown) -> str:
    moving.link_clip(enquiry=it.enquiry, person=it.person, publication=_publication(it))
    return _("Changed.")


def _unlink(it: WriteDown) -> str:
    moving.unlink_clip(enquiry=it.enquiry, person=it.person, publication=_publication(it))
    return _("Changed.")


def _give(it: WriteDown) -> str:
    parcel = Parcel(
        publication=_publication(it),
        files=it.said.getlist("files"),
        days=it.number("days", 14),
        terms=it.text("terms"),
    )
    give(enquiry=it.enquiry, parcel=parcel, person=it.person)
    return _("The link is made. Tell the requester with “Delivered”, or in a letter.")


def _take_back(it: WriteDown) -> str:
    found = Delivery.objects.filter(enquiry=it.enquiry, pk=it.number("delivery")).first()
    if found is not None:
        take_back(delivery=found, person=it.person)
    return _("The link works no more.")


def _propose(it: WriteDown) -> str:
    expert = Expert.objects.filter(slug=it.text("expert")).first()
    if expert is None:
        raise EnquiryRefused(_("Choose an expert."))
    zone = it.enquiry.deadline_zone or "UTC"
    talk = arranging.Talk(
        starts_at=it.moment(zone),
        minutes=it.number("minutes", 30),
        zone=zone,
        shared=it.text("shared"),
        place=it.text("place"),
    )
    if not talk.shared:
        raise EnquiryRefused(_("Say what the expert may know."))
    arranging.propose(enquiry=it.enquiry, expert=expert, talk=talk, person=it.person)
    return _("The expert has a letter.")


def _talk(it: WriteDown) -> str:
    found = Proposal.objects.filter(enquiry=it.enquiry, pk=it.number("proposal")).first()
    if found is None:
        raise EnquiryRefused(_("Choose a talk."))
    what = it.text("what")
    if what == "agree":
        arranging.say_yes(proposal=found, person=it.person)
    elif what == "move":
        arranging.move_talk(proposal=found, starts_at=it.moment(found.zone), person=it.person)
    elif what == "cancel":
        arranging.call_off(proposal=found, person=it.person)
    else:
        outcome = arranging.Outcome(it.text("outcome"), it.text("ran_at"), what != "missed")
        arranging.note_outcome(proposal=found, outcome=outcome, person=it.person)
    return _("Changed.")


def _publication(it: WriteDown) -> Publication:
    """By its number, or by the row of a draft that was chosen."""
    if row := it.number("publication"):
        found = Publication.objects.filter(pk=row).first()
    else:
        found = Publication.objects.filter(number=it.number("number")).first()
    if found is None:
        raise EnquiryRefused(_("There is no clip of that number."))
    return found


ACTS: dict[str, Callable[[WriteDown], str]] = {
    "triage": _step(moving.triage, lambda: _("It is yours.")),
    "accept": _accept,
    "start": _step(moving.start_work, lambda: _("Changed.")),
    "ask": _ask,
    "go_on": _go_on,
    "deliver": _deliver,
    "close": _step(moving.close, lambda: _("Closed. The requester has a letter.")),
    "decline": _decline,
    "spam": _step(moving.set_aside, lambda: _("Set aside. Nobody was written to.")),
    "bring_back": _step(moving.bring_back, lambda: _("Changed.")),
    "official": _step(moving.mark_official, lambda: _("Changed.")),
    "write": _write,
    "note": _note,
    "assign": _assign,
    "join": _join,
    "split": _split,
    "link": _link,
    "unlink": _unlink,
    "give": _give,
    "take_back": _take_back,
    "propose": _propose,
    "talk": _talk,
}
