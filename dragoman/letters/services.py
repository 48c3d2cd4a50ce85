"""The commands of this stage: post, try again, forget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dragoman.jobs.services import queue_job
from dragoman.jobs.terms import Conditions, SlotTaken
from dragoman.letters.models import Enclosure, Letter
from dragoman.letters.terms import REMEMBERED, SUBJECT_LENGTH, Attached, BadLetter, LetterState, Written


class Particulars(TypedDict, total=False):
    """What a letter may have besides its words."""

    language: str
    reply_to: str
    headers: Mapping[str, str]
    attachments: Sequence[Attached]


@transaction.atomic
def post_letter(*, to: str, written: Written, slot: str = "", **particulars: Unpack[Particulars]) -> Letter:
    """Write a letter down and have it sent after the commit. A ``slot`` that has its letter gets no second one.

    Raises ``BadLetter``: for an address that is none, or a line break where a header ends.
    """
    reply_to = particulars.get("reply_to", "")
    headers = dict(particulars.get("headers", {}))
    _check(to, reply_to, [written.subject, *headers, *headers.values()])
    letter = Letter(
        slot=slot,
        address=to,
        language=particulars.get("language", ""),
        subject=written.subject[:SUBJECT_LENGTH],
        text=written.text,
        html=written.html,
        reply_to=reply_to,
        headers=headers,
    )
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError:
        if not slot:
            raise
        return Letter.objects.get(slot=slot)
    _enclose(letter, particulars.get("attachments", ()))
    send_soon(letter=letter)
    return letter


def send_soon(*, letter: Letter) -> None:
    """Queue the sending, unless it is queued."""
    try:
        queue_job(
            kind="letters.send",
            args={"letter": str(letter.pk)},
            conditions=Conditions(slot=f"letter:{letter.pk}"),
            requested_by="system",
        )
    except SlotTaken:
        return


@transaction.atomic
def retry_letter(*, letter: Letter) -> None:
    """Try a refused letter again, as if it were new. Nothing where its words are gone."""
    again = Letter.objects.filter(pk=letter.pk, state=LetterState.REFUSED).exclude(text="")
    now = timezone.now()
    if again.update(state=LetterState.WAITING, attempts=0, created_at=now, next_at=now, settled_at=None):
        send_soon(letter=letter)


def forget_letters_to(*, address: str) -> int:
    """Forget everything written to an address: what waits is not sent, what was sent is no longer known. How many."""
    return _forget(Letter.objects.filter(address__iexact=address))


def forget_letters_about(*, slot: str) -> int:
    """The same for the letters whose slots begin so."""
    return _forget(Letter.objects.filter(slot__startswith=slot).exclude(address=""))


@transaction.atomic
def forget_old_letters(*, now: datetime) -> int:
    """Of letters settled a month ago only the slot remains, so that none is written twice. How many were forgotten."""
    old = Letter.objects.filter(settled_at__lt=now - REMEMBERED)
    forgotten = _forget(old.exclude(address=""))
    old.filter(slot="").delete()
    return forgotten


@transaction.atomic
def _forget(letters: QuerySet[Letter]) -> int:
    Enclosure.objects.filter(letter__in=letters).delete()
    letters.filter(state=LetterState.WAITING).update(state=LetterState.REFUSED, settled_at=timezone.now())
    return letters.update(address="", text="", html="", subject="", reply_to="", headers={}, trouble="")


def _check(to: str, reply_to: str, lines: Sequence[str]) -> None:
    for address in filter(None, (to, reply_to)):
        try:
            validate_email(address)
        except ValidationError:
            raise BadLetter(_("“%(address)s” is no e-mail address.") % {"address": address}) from None
    if not to:
        raise BadLetter(_("A letter needs an address."))
    if any("\n" in line or "\r" in line for line in lines):
        raise BadLetter(_("A subject or a header has a line break."))


def _enclose(letter: Letter, attached: Sequence[Attached]) -> None:
    Enclosure.objects.bulk_create(
        Enclosure(
            letter=letter, position=place, name=one.name, media_type=one.media_type, content=one.content
        )
        for place, one in enumerate(attached)
    )
