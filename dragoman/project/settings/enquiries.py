"""Requests from outside: how soon, from whom, how large, how long kept."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.project.settings import readers

_OFFICIAL = ("*.gov", "*.mil", "*.gov.??", "*.gouv.fr", "*.gob.??", "*.europa.eu")


@dataclass(frozen=True, slots=True)
class Enquiries:
    mail: str
    days: dict[str, int]
    """By sector."""
    months: int
    file_max_bytes: int
    trusted_domains: tuple[str, ...]
    official_domains: tuple[str, ...]
    summary_hour: int
    safer_contact: str
    clamav: str


def enquiries() -> Enquiries:
    return Enquiries(
        mail=readers.text("DRAGOMAN_ENQUIRY_MAIL"),
        days={
            "media": readers.number("DRAGOMAN_ENQUIRY_DAYS_MEDIA", 2, least=1, most=365),
            "government": readers.number("DRAGOMAN_ENQUIRY_DAYS_GOVERNMENT", 5, least=1, most=365),
            "academia": readers.number("DRAGOMAN_ENQUIRY_DAYS_ACADEMIA", 10, least=1, most=365),
            "other": readers.number("DRAGOMAN_ENQUIRY_DAYS_OTHER", 10, least=1, most=365),
        },
        months=readers.number("DRAGOMAN_ENQUIRY_MONTHS", 24, least=1, most=240),
        file_max_bytes=readers.number("DRAGOMAN_ENQUIRY_FILE_MAX_MB", 10, least=1, most=100) * 2**20,
        trusted_domains=readers.words("DRAGOMAN_ENQUIRY_TRUSTED_DOMAINS"),
        official_domains=readers.words("DRAGOMAN_ENQUIRY_OFFICIAL_DOMAINS", _OFFICIAL),
        summary_hour=readers.number("DRAGOMAN_ENQUIRY_SUMMARY_HOUR", 6, most=23),
        safer_contact=readers.text("DRAGOMAN_SAFER_CONTACT"),
        clamav=readers.text("DRAGOMAN_CLAMAV"),
    )
