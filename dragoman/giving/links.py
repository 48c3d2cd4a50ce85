"""Addresses of the pages about gifts, so that letters can print them. Those of a donor are signed and run out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing

from dragoman.giving.models import Donor, Gift, Pledge

OPENS_FOR = timedelta(days=60)
_SALT = "giving.donor"


def support_path(language: str = "", clip: int | None = None) -> str:
    return f"{_prefix(language)}/support" + (f"?clip={clip}" if clip else "")


def status_path(promise: Gift | Pledge, language: str = "") -> str:
    """Where whoever promised sees how it stands; the token in it is as long as a secret."""
    kind = "monthly" if isinstance(promise, Pledge) else "gifts"
    return f"{_prefix(language)}/support/{kind}/{promise.token}"


def donor_path(donor: Donor, language: str = "") -> str:
    """The donor's own page, for whoever reads the donor's mail."""
    signed = signing.TimestampSigner(salt=_SALT).sign(str(donor.pk))
    return f"{_prefix(language)}/support/mine/{signed}"


def donor_at(signed: str) -> Donor | None:
    """Whose page a link opens; nobody's where it ran out, was taken back or was never ours."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        pk = signer.unsign(signed, max_age=OPENS_FOR)
    except signing.BadSignature:
        return None
    donor = Donor.objects.filter(pk=int(pk), erased_at=None).first()
    if donor is None or (donor.links_since and _signed_at(signed) < donor.links_since):
        return None
    return donor


def _signed_at(signed: str) -> datetime:
    return datetime.fromtimestamp(signing.b62_decode(signed.split(":")[-2]), UTC)


def _prefix(language: str) -> str:
    return f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
