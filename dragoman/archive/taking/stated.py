"""What every file says of itself, in the reader's language: number, edition, digest, since when, where it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dragoman.archive.reading import Reading
from dragoman.archive.trust import trust_sentences
from dragoman.publications.identity import identity_of
from dragoman.publications.page import PublishedClip
from dragoman.ui.wording import long_date, page_direction, plain_line


def edition_line(clip: PublishedClip) -> str:
    """``DRG 11045, edition 2, as of 9 April 2024``."""
    identity = identity_of(clip)
    return _("%(identifier)s, edition %(ordinal)s, as of %(date)s") % {
        "identifier": _isolated(identity.identifier),
        "ordinal": identity.edition,
        "date": long_date(identity.as_of),
    }


def _isolated(text: str) -> str:
    """Kept from turning a line that runs from right to left."""
    return text if page_direction() == "ltr" else f"\u2066{text}\u2069"


def stated(clip: PublishedClip) -> tuple[str, ...]:
    identity = identity_of(clip)
    return (
        edition_line(clip),
        _isolated(identity.address),
        _isolated(f"SHA-256 {identity.digest_prefix}…"),
    )


def stated_of_words(clip: PublishedClip, reading: Reading) -> tuple[str, ...]:
    """Who set down, translated and reviewed the words, and what may be done with them."""
    trust = (one.striptags() for one in trust_sentences(clip, reading))
    rights = plain_line(clip.content.rights)
    return (" ".join(trust), *([rights] if rights else []))
