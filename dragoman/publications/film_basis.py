"""What every film with words burnt in stands on: the latest edition, its recording, and where the film is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import Json, file_digest
from dragoman.publications.content import Content
from dragoman.publications.kept_cards import forget_cards, keep_film, kept_film
from dragoman.publications.models import Edition, Publication, PublishedFile
from dragoman.publications.rules import is_readable, showing_media, shows_media
from dragoman.publications.selectors import content_of

_LONG_SIDE = 1280


class NoFilm(LookupError):
    """There is nothing to make a film of: not published, retracted, no recording, no time, or far too long."""


@dataclass(frozen=True, slots=True)
class Basis:
    """A published clip as its latest edition has it, and the file that plays."""

    publication: Publication
    edition: Edition
    content: Content
    playable: PublishedFile

    @property
    def size(self) -> tuple[int, int]:
        """Large enough to read the words, in the shape of the picture; sides are even."""
        width, height = self.playable.width or 16, self.playable.height or 9
        scale = _LONG_SIDE / max(width, height)
        return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)

    @property
    def has_picture(self) -> bool:
        return self.playable.mime.startswith("video/")


def basis_of(number: int) -> Basis:
    """Raises ``NoFilm``."""
    publication = Publication.objects.filter(showing_media(), number=number).first()
    edition = publication.editions.order_by("-ordinal").first() if publication else None
    if publication is None or edition is None:
        raise NoFilm("This number is not published.")
    playable = publication.files.filter(name="clip.mp4").first()
    if playable is None:
        raise NoFilm("This clip has no recording.")
    return Basis(publication, edition, content_of(edition), playable)


@transaction.atomic
def keep_made(basis: Basis, variant: str, finished: Path, act: str, told: Mapping[str, Json]) -> Path:
    """Not when it was corrected or withdrawn meanwhile: the next to ask gets a new one."""
    number, digest = basis.content.number, basis.edition.digest
    publication = Publication.objects.select_for_update().get(number=number)
    last = publication.editions.order_by("-ordinal").values_list("digest", flat=True).first()
    if not _may_be_filmed(publication) or last != digest:
        forget_cards(number)
        raise NoFilm("The clip has changed since the film was begun.")
    if made := kept_film(number, digest, variant):
        return made  # by another worker, while this one was thought dead
    sha256 = file_digest(finished)
    path = keep_film(number, digest, f"{variant}-{sha256[:32]}", finished)
    detail: dict[str, Json] = {
        **told,
        "edition": basis.content.edition,
        "sha256": sha256,
        "size_bytes": finished.stat().st_size,
    }
    record(actor=SYSTEM, act=act, subject=f"number:{number}", detail=detail)
    return path


def _may_be_filmed(publication: Publication) -> bool:
    return is_readable(publication) and shows_media(publication)


def known_by(film: Path) -> str:
    """What tells the bytes of a kept film from those of any other: the beginning of their digest."""
    return film.stem.rpartition("-")[2]
