"""Whoever was given a clip hears when its words are corrected, or when it is withdrawn."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from dragoman.corrections.models import Notice
from dragoman.corrections.services import mark_told
from dragoman.corrections.terms import RecipientKind
from dragoman.enquiries.history import note
from dragoman.enquiries.letters import write
from dragoman.enquiries.models import Enquiry
from dragoman.ledger.terms import SYSTEM
from dragoman.publications.links import clip_path
from dragoman.publications.terms import EditionKind


def tell_of_corrections() -> int:
    """Write to those who wait to be told, once each; how many."""
    waiting = Notice.objects.filter(told_at=None, recipient__kind=RecipientKind.ENQUIRY).select_related(
        "recipient"
    )
    return sum(_tell(one) for one in waiting[:500])


@transaction.atomic
def _tell(notice: Notice) -> bool:
    """Marked and written in one transaction, so that neither is without the other."""
    if not mark_told(notice=notice):
        return False
    enquiry = Enquiry.objects.filter(reference=notice.recipient.whom, forgotten_at=None).first()
    if enquiry is None:
        return False
    number = notice.recipient.number
    root = f"{settings.SITE_URL}{clip_path(number, '', enquiry.language)}"
    is_withdrawn = notice.kind == EditionKind.WITHDRAWAL
    words = {
        "number": number,
        "is_withdrawn": is_withdrawn,
        "changed_address": root if is_withdrawn else f"{root}/editions/{notice.edition}/changes",
    }
    write(enquiry, "corrected", f"corrected:{number}:{notice.edition}", words)
    note(enquiry, "told_of_correction", SYSTEM, about=f"#{number}/{notice.edition}")
    return True
