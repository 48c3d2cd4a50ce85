"""Forgetting who asked, when they wish it or when two years have gone by. What remains names nobody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dragoman.corrections.services import forget_recipient
from dragoman.corrections.terms import RecipientKind
from dragoman.enquiries.enclosing import drop
from dragoman.enquiries.history import note
from dragoman.enquiries.models import Attachment, Delivery, Enquiry, Message, Note, Proposal, Requester
from dragoman.enquiries.services.moving import withdraw
from dragoman.enquiries.terms import TAKEN_BACK_FROM, ProposalState
from dragoman.ledger.terms import SYSTEM
from dragoman.letters.services import forget_letters_about


@transaction.atomic
def erase(*, enquiry: Enquiry, now: datetime) -> Enquiry:
    """The requester wishes to be forgotten. What is still open is taken back first."""
    if enquiry.state in TAKEN_BACK_FROM:
        enquiry = withdraw(enquiry=enquiry)
    return forget(enquiry=enquiry, now=now, is_asked=True)


@transaction.atomic
def forget(*, enquiry: Enquiry, now: datetime, is_asked: bool = False) -> Enquiry:
    """Delete the person, every word of the thread, the files and links. Sector, kind, clips and dates stay.

    The lines of the ledger stay too: they hold no word, and their commitment opens no more.
    """
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if fresh.forgotten_at:
        return fresh
    files = [
        *Attachment.objects.filter(enquiry=fresh).values_list("file", flat=True),
        *Delivery.objects.filter(enquiry=fresh).values_list("file", flat=True),
    ]
    for table in (Requester, Attachment, Message, Note, Delivery):
        table.objects.filter(enquiry=fresh).delete()
    _forget_talks(fresh)
    forget_letters_about(slot=f"enquiry:{fresh.pk}:")
    forget_recipient(kind=RecipientKind.ENQUIRY, whom=fresh.reference)
    fresh.text = fresh.use = fresh.network = fresh.deadline_zone = ""
    fresh.details, fresh.form_hash, fresh.forgotten_at, fresh.has_news = {}, None, now, False
    fresh.closed_at = fresh.closed_at or now
    fresh.save()
    note(fresh, "forgotten", None if is_asked else SYSTEM)
    transaction.on_commit(lambda: _drop_all(files))
    return fresh


@transaction.atomic
def erase_unconfirmed(*, enquiry: Enquiry) -> None:
    """Nobody ever confirmed the address: nothing of it remains but the number that was given."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    files = list(Attachment.objects.filter(enquiry=fresh).values_list("file", flat=True))
    forget_letters_about(slot=f"enquiry:{fresh.pk}:")
    note(fresh, "never_confirmed", SYSTEM)
    fresh.delete()
    transaction.on_commit(lambda: _drop_all(files))


def _forget_talks(enquiry: Enquiry) -> None:
    talks = Proposal.objects.filter(enquiry=enquiry)
    for one in talks:
        forget_letters_about(slot=f"proposal:{one.pk}:")
    talks.filter(state__in=[ProposalState.PROPOSED, ProposalState.COUNTERED]).update(
        state=ProposalState.CANCELLED
    )
    talks.update(shared="", place="", answer="", outcome="")


def _drop_all(files: list[str]) -> None:
    for file in files:
        drop(file)
