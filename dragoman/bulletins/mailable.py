"""Which clips a mail may tell of: it goes to whatever country its reader is in, and stays in their mailbox."""

from __future__ import annotations

from django.db.models import Q

from dragoman.publications.models import Publication
from dragoman.publications.rules import is_readable, listed


def mailable(to: str = "") -> Q:
    """Published, in the lists, and restricted nowhere."""
    return listed(to) & Q(**{f"{to}restricted_in": ""})


def is_mailable(publication: Publication) -> bool:
    return is_readable(publication) and publication.is_listed and not publication.restricted_in
