"""The film of one sentence: those seconds of the clip with their words burnt in, signed, made when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman.engines.signing.port import Claim, Deed
from dragoman.engines.video.port import Film, Plate, Watch
from dragoman.lib.hashing import Json, digest
from dragoman.lib.timecode import Span
from dragoman.publications.content import Content
from dragoman.publications.correcting import is_retracted, read_corrections
from dragoman.publications.film_basis import Basis, NoFilm, basis_of, keep_made
from dragoman.publications.film_words import Said, cards_of, plate, said, strip_of
from dragoman.publications.kept_cards import kept_film
from dragoman.publications.links import sentence_url
from dragoman.publications.serving import source_of
from dragoman.publications.signed_media import quote_of, sign_part
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

LONGEST_MS = 120_000
_VERSION = "2"


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


def can_be_filmed(content: Content, label: str, language: str, has_media: bool) -> bool:
    one = said(content, label, language) if has_media else None
    return one is not None and one.span.duration_ms <= LONGEST_MS


def film_of(wanted: Wanted, edition_digest: str) -> Path | None:
    """The film as it was made of this edition; None where it has not been made."""
    return kept_film(wanted.number, edition_digest, wanted.variant)


def make_film(*, wanted: Wanted, watch: Watch) -> Path:
    """Make and keep the film of the latest edition, once. Raises ``NoFilm``. Words are in the active language."""
    basis = basis_of(wanted.number)
    one = _said(basis, wanted)
    if kept := film_of(wanted, basis.edition.digest):
        return kept
    with workbench("film") as bench:
        made = bench / "film.mp4"
        video_engine().film(_planned(basis, one, bench), made, watch)
        signed = bench / "signed.mp4"
        signature = sign_part(made, signed, _claim(basis, one, wanted))
        told: dict[str, Json] = {
            "cue": wanted.label,
            "name": f"s{wanted.label}.mp4",
            "manifest": signature.manifest if signature else "",
        }
        return keep_made(basis, wanted.variant, signed if signature else made, "rendition.quoted", told)


def _said(basis: Basis, wanted: Wanted) -> Said:
    one = said(basis.content, wanted.label, wanted.language)
    if one is None or one.span.duration_ms > LONGEST_MS:
        raise NoFilm("There is no film of this sentence.")
    if is_retracted(read_corrections(basis.publication.corrections), wanted.label):
        raise NoFilm("This sentence was retracted.")
    return one


def _planned(basis: Basis, one: Said, bench: Path) -> Film:
    plates = []
    for place, card in enumerate(cards_of(one)):
        path = bench / f"plate{place}.png"
        strip = strip_of(basis.content, basis.edition.digest, one)
        path.write_bytes(plate(strip, card, basis.size, opaque=not basis.has_picture))
        plates.append(Plate(path, card.span))
    source = vault().path_of(source_of(basis.playable))
    return Film(source, Span(one.span.in_ms, one.span.out_ms), *basis.size, tuple(plates))


def _claim(basis: Basis, one: Said, wanted: Wanted) -> Claim:
    """No words and no names: what is in here can never be erased."""
    languages: list[Json] = [tag for tag in (one.language, one.lines[0].language) if tag]
    content = basis.content
    quote = quote_of(basis.edition, content) | {
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
