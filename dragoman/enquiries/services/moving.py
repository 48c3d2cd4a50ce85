"""The steps an enquiry takes at the desk, each with the letter that tells of it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.accounts.models import User
from dragoman.enquiries.errors import EnquiryRefused, NotForThem
from dragoman.enquiries.history import note, step
from dragoman.enquiries.letters import moment_in_words, write
from dragoman.enquiries.models import Act, Delivery, Enquiry, EnquiryClip, Message
from dragoman.enquiries.rules import can_answer
from dragoman.enquiries.terms import Direction, Priority, Reason, Sector, State
from dragoman.lib.hashing import clean_text
from dragoman.publications.models import Publication


def insist_on_answerers(person: User) -> None:
    if not can_answer(person):
        raise NotForThem(_("Only a requests officer or an editor answers requests."))


@transaction.atomic
def triage(*, enquiry: Enquiry, person: User) -> Enquiry:
    """Somebody read it, and answers for it unless somebody does already."""
    insist_on_answerers(person)
    moved, _act = step(
        enquiry,
        State.TRIAGED,
        "triaged",
        person.actor,
        assignee=enquiry.assignee or person.handle,
        has_news=False,
    )
    return moved


@transaction.atomic
def accept(*, enquiry: Enquiry, person: User, expected_at: datetime, text: str = "") -> Enquiry:
    """Promise it for a day."""
    insist_on_answerers(person)
    if enquiry.sector == Sector.GOVERNMENT and not enquiry.is_official:
        raise EnquiryRefused(_("Call back first: it is not yet sure that this comes from a government."))
    moved, act = step(enquiry, State.ACCEPTED, "accepted", person.actor, expected_at=expected_at)
    when = moment_in_words(expected_at, moved.deadline_zone, moved.language)
    _tell(moved, act, "accepted", {"when": when, "text": _said(moved, text, person)})
    return moved


@transaction.atomic
def start_work(*, enquiry: Enquiry, person: User) -> Enquiry:
    """Also opens again what was delivered or closed."""
    insist_on_answerers(person)
    moved, _act = step(enquiry, State.IN_PROGRESS, "started", person.actor, closed_at=None)
    return moved


@transaction.atomic
def ask_back(*, enquiry: Enquiry, person: User, text: str) -> Enquiry:
    """Put a question; until it is answered the clock stands still."""
    insist_on_answerers(person)
    if not text.strip():
        raise EnquiryRefused(_("Write the question."))
    moved, act = step(enquiry, State.WAITING, "asked", person.actor, has_news=False)
    _tell(moved, act, "question", {"text": _said(moved, text, person)})
    return moved


@transaction.atomic
def go_on(*, enquiry: Enquiry, actor: User | None = None) -> Enquiry:
    """The question is answered, or needs no answer any more: back to where it stood."""
    before = Enquiry.objects.values_list("before_waiting", flat=True).get(pk=enquiry.pk)
    state = State(before or State.TRIAGED)
    moved, _act = step(enquiry, state, "went_on", actor.actor if actor else None, before_waiting="")
    return moved


@transaction.atomic
def mark_delivered(*, enquiry: Enquiry, person: User, text: str = "") -> Enquiry:
    """All that was asked for is given: the letter says where, under which licence, and how to cite it."""
    insist_on_answerers(person)
    moved, act = step(
        enquiry, State.DELIVERED, "delivered", person.actor, delivered_at=datetime.now(UTC), has_news=False
    )
    has_files = Delivery.objects.filter(enquiry=moved, revoked_at=None).exists()
    _tell(moved, act, "delivered", {"text": _said(moved, text, person), "has_files": has_files})
    return moved


@transaction.atomic
def close(*, enquiry: Enquiry, person: User) -> Enquiry:
    insist_on_answerers(person)
    moved, act = step(
        enquiry, State.CLOSED, "closed", person.actor, closed_at=datetime.now(UTC), has_news=False
    )
    _tell(moved, act, "closed", {})
    return moved


@transaction.atomic
def decline(*, enquiry: Enquiry, person: User, reason: str, text: str = "") -> Enquiry:
    insist_on_answerers(person)
    if reason not in Reason.values or (reason == Reason.OTHER and not text.strip()):
        raise EnquiryRefused(_("Say why it is declined."))
    moved, act = step(
        enquiry,
        State.DECLINED,
        "declined",
        person.actor,
        about=reason,
        declined_for=reason,
        closed_at=datetime.now(UTC),
    )
    with override(moved.language):
        why = "" if reason == Reason.OTHER else str(Reason(reason).label)
    _tell(moved, act, "declined", {"why": why, "text": _said(moved, text, person)})
    return moved


@transaction.atomic
def set_aside(*, enquiry: Enquiry, person: User) -> Enquiry:
    """It is spam. Nobody is written to."""
    insist_on_answerers(person)
    return step(enquiry, State.SPAM, "set_aside", person.actor, closed_at=datetime.now(UTC))[0]


@transaction.atomic
def bring_back(*, enquiry: Enquiry, person: User) -> Enquiry:
    """It was no spam after all."""
    insist_on_answerers(person)
    return step(enquiry, State.VERIFIED, "brought_back", person.actor, closed_at=None)[0]


@transaction.atomic
def withdraw(*, enquiry: Enquiry) -> Enquiry:
    """The requester takes it back."""
    return step(enquiry, State.WITHDRAWN, "withdrawn", None, closed_at=datetime.now(UTC))[0]


@transaction.atomic
def assign(*, enquiry: Enquiry, person: User, to: str) -> Enquiry:
    """Give it to a colleague, by handle; to nobody with an empty one."""
    insist_on_answerers(person)
    found = User.objects.filter(handle=to).first() if to else None
    if to and (found is None or not can_answer(found)):
        raise EnquiryRefused(_("This person does not answer requests."))
    return _changed(enquiry, person, "assigned", to, assignee=to)


@transaction.atomic
def set_priority(*, enquiry: Enquiry, person: User, priority: int) -> Enquiry:
    insist_on_answerers(person)
    if priority not in Priority.values:
        raise EnquiryRefused(_("There is no such priority."))
    return _changed(enquiry, person, "prioritised", str(priority), priority=priority)


@transaction.atomic
def mark_official(*, enquiry: Enquiry, person: User) -> Enquiry:
    """Somebody called back through the switchboard and found the requester there."""
    insist_on_answerers(person)
    return _changed(enquiry, person, "called_back", "", is_official=True)


@transaction.atomic
def link_clip(*, enquiry: Enquiry, person: User, publication: Publication) -> None:
    insist_on_answerers(person)
    _row, made = EnquiryClip.objects.get_or_create(enquiry=enquiry, publication=publication)
    if made:
        note(enquiry, "clip_linked", person.actor, about=str(publication))


@transaction.atomic
def unlink_clip(*, enquiry: Enquiry, person: User, publication: Publication) -> None:
    insist_on_answerers(person)
    if EnquiryClip.objects.filter(enquiry=enquiry, publication=publication).delete()[0]:
        note(enquiry, "clip_unlinked", person.actor, about=str(publication))


def _changed(enquiry: Enquiry, person: User, act: str, about: str, **changes: object) -> Enquiry:
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if all(getattr(fresh, name) == value for name, value in changes.items()):
        return fresh
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(changes))
    note(fresh, act, person.actor, about=about)
    return fresh


def _said(enquiry: Enquiry, text: str, person: User) -> str:
    """What the officer adds is part of the thread, as if it were a letter of its own."""
    words = clean_text(text).strip()
    if words:
        Message.objects.create(
            enquiry=enquiry, direction=Direction.OUT, text=words, author=person.handle, at=datetime.now(UTC)
        )
    return words


def _tell(enquiry: Enquiry, act: Act, letter: str, words: dict[str, object]) -> None:
    write(enquiry, letter, f"act:{act.pk}", words)
