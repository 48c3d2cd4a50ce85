"""What is written to requesters: each letter once, in the language they wrote in, answered by an address of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import override

from dragoman.enquiries.models import Enquiry, Requester
from dragoman.enquiries.tokens import CONFIRM, MAIL, STATUS, token_of
from dragoman.letters.services import post_letter
from dragoman.letters.terms import Attached
from dragoman.letters.writing import written
from dragoman.ui.languages import prefix
from dragoman.ui.wording import date_and_time, offset_from_utc


def write(
    enquiry: Enquiry,
    letter: str,
    slot: str,
    words: dict[str, object] | None = None,
    enclosed: Sequence[Attached] = (),
) -> None:
    """Post one of the letters of this stage to whoever asked; nobody is written to who was forgotten.

    ``slot`` says what the letter tells of: asked again, it is not written again.
    """
    requester = Requester.objects.filter(enquiry=enquiry).first()
    if requester is None:
        return
    context = {
        "enquiry": enquiry,
        "name": requester.name,
        "address": status_url(enquiry),
        "can_reply": bool(settings.ENQUIRY_MAIL),
        **(words or {}),
    }
    post_letter(
        to=requester.email,
        written=written(f"enquiries/letters/{letter}.txt", context, enquiry.language),
        slot=f"enquiry:{enquiry.pk}:{slot}",
        language=enquiry.language,
        reply_to=reply_address(enquiry),
        attachments=enclosed,
    )


def status_url(enquiry: Enquiry) -> str:
    return f"{settings.SITE_URL}{status_path(enquiry)}"


def status_path(enquiry: Enquiry) -> str:
    return f"{prefix(enquiry.language)}/requests/{token_of(STATUS, enquiry.nonce)}"


def confirm_url(enquiry: Enquiry) -> str:
    return f"{status_url(enquiry)}/confirm/{token_of(CONFIRM, enquiry.nonce)}"


def reply_address(enquiry: Enquiry) -> str:
    """``enquiries+<token>@archive.example``; nothing where the desk takes no answers by mail."""
    local, at, domain = settings.ENQUIRY_MAIL.partition("@")
    return f"{local}+{token_of(MAIL, enquiry.nonce)}@{domain}" if at else ""


def moment_in_words(at: datetime, zone: str, language: str) -> str:
    """“24 November 2026, 16:00 (Europe/Paris, UTC+1)”."""
    there = at.astimezone(ZoneInfo(zone or "UTC"))
    with override(language):
        offset = offset_from_utc(there)
        where = offset if zone in {"", "UTC"} else f"{zone.replace('_', ' ')}, {offset}"
        return f"{date_and_time(there)} ({where})"
