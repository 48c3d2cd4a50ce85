"""What donors say of themselves: how the wall names them, which language they read, a new link to their page."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from dragoman.giving.models import Donor
from dragoman.giving.services.letters import send_link
from dragoman.giving.terms import NAME_LENGTH
from dragoman.lib.hashing import clean_text


@transaction.atomic
def set_wall_name(*, donor: Donor, name: str) -> Donor:
    """Named in public from now on; with an empty name, no longer."""
    donor.wall_name = " ".join(clean_text(name).split())[:NAME_LENGTH]
    donor.save(update_fields=["wall_name"])
    return donor


def ask_for_link(*, email: str, language: str, now: datetime) -> None:
    """Mail the way to their page to whoever has gifts under this address, once in ten minutes.

    Nothing is returned: whoever asks sees the same, whether the address is known or not.
    """
    donor = Donor.objects.filter(email=email.strip().lower(), erased_at=None).exclude(email="").first()
    if donor is None:
        return
    with transaction.atomic():
        if donor.language != language:
            donor.language = language
            donor.save(update_fields=["language"])
        send_link(donor=donor, mark=f"{donor.pk}:{now:%Y%m%d%H}{now.minute // 10}")


def close_links(*, donor: Donor) -> None:
    """Links mailed before now open nothing any more."""
    donor.links_since = datetime.now(UTC).replace(microsecond=0)
    donor.save(update_fields=["links_since"])
