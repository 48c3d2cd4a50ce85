"""The thread: letters in both directions, and the notes that only the desk reads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.enquiries.enclosing import ArrivedFile, enclose
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.history import note
from dragoman.enquiries.letters import write
from dragoman.enquiries.models import Enquiry, Message, Note
from dragoman.enquiries.services.moving import go_on, insist_on_answerers
from dragoman.enquiries.terms import Direction, State
from dragoman.letters.services import post_letter
from dragoman.letters.writing import written
from dragoman.lib.hashing import clean_text

LONGEST = 20_000
MOST_IN_A_THREAD = 200
SILENT = (State.RECEIVED, State.SPAM)
"""States in which nothing that is written reaches anybody."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a requester writes back. ``key`` names the mail or form it came in."""

    text: str
    key: str
    by_mail: bool = False
    is_from_elsewhere: bool = False
    files: Sequence[ArrivedFile] = ()


@transaction.atomic
def write_message(*, enquiry: Enquiry, person: User, text: str, key: str = "") -> Message:
    """Write to the requester. The same form sent twice is one letter."""
    insist_on_answerers(person)
    words = clean_text(text).strip()[:LONGEST]
    if not words:
        raise EnquiryRefused(_("Write something first."))
    stored = _key(key)
    Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if stored and (known := Message.objects.filter(enquiry=enquiry, key=stored).first()):
        return known
    message = Message.objects.create(
        enquiry=enquiry,
        direction=Direction.OUT,
        text=words,
        author=person.handle,
        key=stored,
        at=datetime.now(UTC),
    )
    note(enquiry, "wrote", person.actor, detail={"message": message.pk})
    Enquiry.objects.filter(pk=enquiry.pk).update(has_news=False)
    write(enquiry, "message", f"message:{message.pk}", {"text": words})
    return message


@transaction.atomic
def take_reply(*, enquiry: Enquiry, reply: Reply) -> Message | None:
    """Take what the requester writes; None where nobody would read it. A mail that comes twice is kept once."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    stored = _key(reply.key)
    if stored and (known := Message.objects.filter(enquiry=fresh, key=stored).first()):
        return known
    words = clean_text(reply.text).strip()[:LONGEST]
    if fresh.state in SILENT or fresh.forgotten_at or not (words or reply.files):
        return None
    if Message.objects.filter(enquiry=fresh, direction=Direction.IN).count() >= MOST_IN_A_THREAD:
        return None
    message = Message.objects.create(
        enquiry=fresh,
        direction=Direction.IN,
        text=words,
        by_mail=reply.by_mail,
        is_from_elsewhere=reply.is_from_elsewhere,
        key=stored,
        at=datetime.now(UTC),
    )
    for one in reply.files:
        enclose(enquiry=fresh, arrived=one, message=message)
    fresh.has_news = True
    fresh.save(update_fields=["has_news"])
    note(fresh, "answered", None, detail={"message": message.pk})
    # Whoever writes from another address may not be who asked: the desk looks first.
    if fresh.state == State.WAITING and not reply.is_from_elsewhere:
        go_on(enquiry=fresh)
    tell_assignee(fresh, f"message:{message.pk}")
    return message


@transaction.atomic
def add_note(*, enquiry: Enquiry, person: User, text: str) -> Note:
    """A note for colleagues; it is never sent."""
    insist_on_answerers(person)
    words = clean_text(text).strip()[:LONGEST]
    if not words:
        raise EnquiryRefused(_("Write something first."))
    made = Note.objects.create(enquiry=enquiry, author=person.handle, text=words, at=datetime.now(UTC))
    note(enquiry, "noted", person.actor, detail={"note": made.pk})
    return made


def tell_assignee(enquiry: Enquiry, slot: str) -> None:
    """That there is something new, never what: letters to staff carry nothing of what requesters write."""
    officer = User.objects.filter(handle=enquiry.assignee, is_active=True).first()
    if officer is None:
        return
    address = f"{settings.SITE_URL}/desk/enquiries/{enquiry.pk}/"
    letter = written(
        "enquiries/letters/news.txt", {"enquiry": enquiry, "address": address}, settings.LANGUAGE_CODE
    )
    post_letter(to=officer.email, written=letter, slot=f"enquiry:{enquiry.pk}:news:{slot}")


def _key(key: str) -> str | None:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest() if key else None
