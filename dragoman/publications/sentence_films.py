"""The film of one sentence: those seconds of the clip with their words burnt in, signed, made when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from dragoman.engines.signing.port import Claim, Deed
from dragoman.engines.video.port import Film, Plate, Watch
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import Json, digest, file_digest
from dragoman.lib.timecode import Span
from dragoman.publications.content import Content
from dragoman.publications.correcting import is_retracted, read_corrections
from dragoman.publications.film_words import Said, cards_of, plate, said
from dragoman.publications.kept_cards import forget_cards, keep_film, kept_film
from dragoman.publications.links import sentence_url
from dragoman.publications.models import Edition, Publication, PublishedFile
from dragoman.publications.selectors import content_of
from dragoman.publications.serving import source_of
from dragoman.publications.signed_media import quote_of, sign_part
from dragoman.publications.terms import State
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

LONGEST_MS = 120_000
_LONG_SIDE = 1280
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence of a number, the translation that stands above, and the language of the strip around the words."""

    number: int
    label: str
    language: str
    interface: str

    @property
    def variant(self) -> str:
        return digest(f"film|{_VERSION}|{self.label}|{self.language}|{self.interface}".encode())[:16]


class NoFilm(LookupError):
    """There is nothing to make a film of: not published, retracted, no recording, no time, or far too long."""


def can_be_filmed(content: Content, label: str, language: str, has_media: bool) -> bool:
    one = said(content, label, language) if has_media else None
    return one is not None and one.span.duration_ms <= LONGEST_MS


def film_of(wanted: Wanted, edition_digest: str) -> Path | None:
    """The film as it was made of this edition; None where it has not been made."""
    return kept_film(wanted.number, edition_digest, wanted.variant)


def make_film(*, wanted: Wanted, watch: Watch) -> Path:
    """Make and keep the film of the latest edition, once. Raises ``NoFilm``. Words are in the active language."""
    publication, edition, content, one = _published(wanted)
    if kept := film_of(wanted, edition.digest):
        return kept
    playable = _playable(publication)
    with workbench("film") as bench:
        made = bench / "film.mp4"
        film = _planned(vault().path_of(source_of(playable)), (edition, content), one, playable, bench)
        video_engine().film(film, made, watch)
        signed = bench / "signed.mp4"
        signature = sign_part(made, signed, _claim(edition, content, one, wanted))
        finished = signed if signature else made
        told: dict[str, Json] = {
            "cue": wanted.label,
            "edition": content.edition,
            "name": f"s{wanted.label}.mp4",
            "sha256": file_digest(finished),
            "size_bytes": finished.stat().st_size,
            "manifest": signature.manifest if signature else "",
        }
        return _keep(wanted, edition, finished, told)


@transaction.atomic
def _keep(wanted: Wanted, edition: Edition, finished: Path, told: dict[str, Json]) -> Path:
    """Not when it was corrected or withdrawn meanwhile: the next to ask gets a new one."""
    publication = Publication.objects.select_for_update().get(number=wanted.number)
    last = publication.editions.order_by("-ordinal").values_list("digest", flat=True).first()
    if publication.state != State.PUBLISHED or last != edition.digest:
        forget_cards(wanted.number)
        raise NoFilm("The clip has changed since the film was begun.")
    path = keep_film(wanted.number, edition.digest, wanted.variant, finished)
    record(actor=SYSTEM, act="rendition.quoted", subject=f"number:{wanted.number}", detail=told)
    return path


def _published(wanted: Wanted) -> tuple[Publication, Edition, Content, Said]:
    publication = Publication.objects.filter(number=wanted.number, state=State.PUBLISHED).first()
    edition = publication.editions.order_by("-ordinal").first() if publication else None
    if publication is None or edition is None:
        raise NoFilm("This number is not published.")
    content = content_of(edition)
    one = said(content, wanted.label, wanted.language)
    if one is None or one.span.duration_ms > LONGEST_MS:
        raise NoFilm("There is no film of this sentence.")
    if is_retracted(read_corrections(publication.corrections), wanted.label):
        raise NoFilm("This sentence was retracted.")
    return publication, edition, content, one


def _playable(publication: Publication) -> PublishedFile:
    found = publication.files.filter(name="clip.mp4").first()
    if found is None:
        raise NoFilm("This clip has no recording.")
    return found


def _planned(
    source: Path, of: tuple[Edition, Content], one: Said, playable: PublishedFile, bench: Path
) -> Film:
    edition, content = of
    size, has_picture = _size(playable), playable.mime.startswith("video/")
    plates = []
    for place, card in enumerate(cards_of(one)):
        path = bench / f"plate{place}.png"
        path.write_bytes(plate(content, edition.digest, one, card, size, opaque=not has_picture))
        plates.append(Plate(path, card.span))
    return Film(source, Span(one.span.in_ms, one.span.out_ms), *size, tuple(plates))


def _size(playable: PublishedFile) -> tuple[int, int]:
    """Large enough to read the words, in the shape of the picture; sides are even."""
    width, height = playable.width or 16, playable.height or 9
    scale = _LONG_SIDE / max(width, height)
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _claim(edition: Edition, content: Content, one: Said, wanted: Wanted) -> Claim:
    """No words and no names: what is in here can never be erased."""
    languages: list[Json] = [tag for tag in (one.language, one.lines[0].language) if tag]
    quote = quote_of(edition, content) | {
        "cue": wanted.label,
        "cut": [{"in_ms": one.span.in_ms, "out_ms": one.span.out_ms}],
        "lang": languages,
        "page": sentence_url(content.number, wanted.label),
    }
    deeds = (
        Deed("c2pa.opened", {}),
        Deed("c2pa.trimmed", {"org.dragoman.in_ms": one.span.in_ms, "org.dragoman.out_ms": one.span.out_ms}),
        Deed("c2pa.edited", {"description": "Words were burnt in.", "org.dragoman.lang": languages}),
        Deed("c2pa.transcoded", {}),
    )
    return Claim(f"s{wanted.label}.mp4", quote, deeds, content.recording_sha256)
