"""A clip's picture in the sizes and formats that pages ask for, made once and kept until the clip changes.

The picture itself stays a published file, signed and on record; these are copies for looking at.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.stills import FORMS, NotAPicture, scaled
from dragoman.publications.kept_cards import keep_card, kept_card
from dragoman.publications.models import Publication, PublishedFile
from dragoman.publications.rules import showing_media
from dragoman.publications.serving import source_of
from dragoman.recordings.vault import vault

POSTER = "poster.jpg"
WIDTHS = (320, 640, 960)
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Poster:
    """A published clip's picture as it was before it was signed, and the edition that copies are kept under."""

    number: int
    edition_digest: str
    sha256: str
    width: int

    def variant(self, width: int) -> str:
        return f"p{_VERSION}-{self.sha256[:16]}-{width}"

    def known_by(self, width: int, ending: str) -> str:
        """What tells two copies apart, for caches."""
        return f"{self.variant(width)}-{ending}"


def poster_of(number: int) -> Poster | None:
    """By one question; None for what is not published and for a clip without a picture."""
    file = (
        PublishedFile.objects.filter(showing_media("publication__"), publication__number=number, name=POSTER)
        .select_related("publication")
        .only("sha256", "unsigned_sha256", "width", "publication__edition_digest")
        .first()
    )
    return Poster(number, file.publication.edition_digest, source_of(file), file.width) if file else None


def kept_copy(poster: Poster, width: int, ending: str) -> bytes | None:
    return kept_card(poster.number, poster.edition_digest, poster.variant(width), ending)


def make_copy(poster: Poster, width: int, ending: str) -> bytes:
    """Raises ``FileNotFoundError`` and ``NotAPicture``."""
    made = scaled(vault().path_of(poster.sha256).read_bytes(), width, FORMS[ending])
    keep_card(poster.number, poster.edition_digest, poster.variant(width), made, ending)
    return made


def make_copies(*, publication: Publication) -> int:
    """Make what pages will ask for of the latest edition, so that no reader waits. Returns how many were made."""
    poster = poster_of(publication.number or 0)
    if poster is None:
        return 0
    made = 0
    for width in widths_for(poster.width):
        for ending in FORMS:
            if kept_copy(poster, width, ending) is None:
                try:
                    make_copy(poster, width, ending)
                except (FileNotFoundError, NotAPicture):
                    return made
                made += 1
    return made


def widths_for(own_width: int) -> tuple[int, ...]:
    """The widths that make sense for a picture: none larger than itself, but always one."""
    return tuple(width for width in WIDTHS if width <= own_width) or WIDTHS[:1]
