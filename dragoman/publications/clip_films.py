"""A whole clip with its captions burnt in, in one language or two, signed, made when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dragoman.clips.services.cutting import Share
from dragoman.engines.signing.port import Claim, Deed
from dragoman.engines.video.port import Film, Plate, Watch, WorkCancelled
from dragoman.lib.hashing import Json, digest
from dragoman.lib.subtitles.about import TOP
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span
from dragoman.lib.typesetting.faces import unset_letters
from dragoman.publications.content import Content
from dragoman.publications.correcting import CorrectionNote, is_retracted, read_corrections
from dragoman.publications.film_basis import Basis, NoFilm, basis_of, keep_made
from dragoman.publications.film_words import Card, Strip, plate
from dragoman.publications.kept_cards import kept_film
from dragoman.publications.links import sentence_url
from dragoman.publications.serving import source_of
from dragoman.publications.signed_media import quote_of, sign_part
from dragoman.publications.timed_captions import captions_of
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

LONGEST_MS = 1_800_000
"""Half an hour: a film takes about as long to make as to watch."""
_VERSION = "1"
_EMBEDDING = str.maketrans("", "", "\u202a\u202b\u202c")


@dataclass(frozen=True, slots=True)
class WantedFilm:
    """A number, the one or two languages of its captions, the first above, and the language of the strip.

    An empty language stands for what was said, in whichever.
    """

    number: int
    languages: tuple[str, ...]
    interface: str

    @property
    def named(self) -> str:
        """``en-original``"""
        return "-".join(language or "original" for language in self.languages)

    @property
    def variant(self) -> str:
        return digest(f"clip|{_VERSION}|{self.named}|{self.interface}".encode())[:16]


@dataclass(frozen=True, slots=True)
class _Side:
    """One language's captions, each with the language its words are in."""

    cues: tuple[CaptionCue, ...]
    language: str
    languages: dict[str, str]
    """Of each sentence, by its label, where they are not all the same."""

    def at(self, when: int, *, on_screen: bool) -> tuple[str, str] | None:
        """What is shown from a moment on, heard or read."""
        found = [
            cue
            for cue in self.cues
            if cue.span.in_ms <= when < cue.span.out_ms and (cue.settings == TOP) == on_screen
        ]
        if not found:
            return None
        label = found[0].identifier.removeprefix("s").partition(".")[0]
        text = "\n".join(line for cue in found for line in cue.lines).translate(_EMBEDDING)
        return text, self.languages.get(label, self.language)


def can_be_filmed_whole(content: Content, *, has_media: bool) -> bool:
    return has_media and bool(content.duration_ms) and (content.duration_ms or 0) <= LONGEST_MS


def clip_film_of(wanted: WantedFilm, edition_digest: str) -> Path | None:
    """The film as it was made of this edition; None where it has not been made."""
    return kept_film(wanted.number, edition_digest, wanted.variant)


def make_clip_film(*, wanted: WantedFilm, watch: Watch) -> Path:
    """Make and keep the film of the latest edition, once. Raises ``NoFilm``. Words are in the active language."""
    basis = basis_of(wanted.number)
    if not can_be_filmed_whole(basis.content, has_media=True):
        raise NoFilm("This clip is too long to be filmed.")
    cards = clip_cards(basis.content, wanted.languages, read_corrections(basis.publication.corrections))
    if kept := clip_film_of(wanted, basis.edition.digest):
        return kept
    with workbench("film") as bench:
        made = bench / "film.mp4"
        film = _planned(basis, cards, bench, Share(watch, 0, 200))
        video_engine().film(film, made, Share(watch, 200, 950))
        signed = bench / "signed.mp4"
        signature = sign_part(made, signed, _claim(basis, wanted))
        told: dict[str, Json] = {
            "name": f"clip-{wanted.named}.mp4",
            "manifest": signature.manifest if signature else "",
        }
        return keep_made(basis, wanted.variant, signed if signature else made, "rendition.filmed", told)


def clip_cards(
    content: Content, languages: tuple[str, ...], corrections: tuple[CorrectionNote, ...] = ()
) -> tuple[Card, ...]:
    """What stands on screen from the first moment to the last. Raises ``NoFilm`` where there is nothing to show.

    Of a sentence that was withheld or taken back it says so, once, and nothing of its words.
    """
    taken_back = _taken_back(content, corrections)
    notices = tuple(_notices(content, taken_back))
    sides = [_side(_without(content, taken_back), language) for language in languages]
    if not any(side.cues for side in sides):
        raise NoFilm("There are no captions in this language.")
    length = content.duration_ms or 0
    spans = [*(cue.span for side in sides for cue in side.cues), *(span for span, _said in notices)]
    edges = {0, length, *(at for span in spans for at in (span.in_ms, span.out_ms) if at < length)}
    return tuple(
        Card(
            Span(begin, end),
            (*_texts(sides, begin, on_screen=False), *_noticed(notices, begin)),
            tuple(_texts(sides, begin, on_screen=True)),
        )
        for begin, end in pairwise(sorted(edges))
    )


def _texts(sides: list[_Side], when: int, *, on_screen: bool) -> Iterator[tuple[str, str]]:
    """What both sides hold alike, such as the mark of a cut, is shown once."""
    shown: set[str] = set()
    for side in sides:
        found = side.at(when, on_screen=on_screen)
        if found and found[0] not in shown:
            shown.add(found[0])
            yield found


def _side(content: Content, language: str) -> _Side:
    captions = captions_of(content, language)
    if captions is None:
        return _Side((), language, {})
    spoken = {line.label: line.language for line in content.lines} if not language else {}
    return _Side(captions.cues, captions.language, spoken)


def _taken_back(content: Content, corrections: tuple[CorrectionNote, ...]) -> frozenset[str]:
    labels = {line.label for line in content.lines}
    labels |= {one.label for track in content.translations for one in track.renderings}
    return frozenset(label for label in labels if is_retracted(corrections, label))


def _without(content: Content, labels: frozenset[str]) -> Content:
    """The same without any word of these sentences."""
    lines = tuple(replace(line, text="") if line.label in labels else line for line in content.lines)
    tracks = tuple(
        replace(
            track,
            renderings=tuple(
                replace(one, text="") if labels & {one.label, *one.of} else one for one in track.renderings
            ),
        )
        for track in content.translations
    )
    return replace(content, lines=lines, translations=tracks)


def _notices(content: Content, taken_back: frozenset[str]) -> Iterator[tuple[Span, str]]:
    for line in content.lines:
        if line.in_ms is None or line.out_ms is None or line.out_ms <= line.in_ms:
            continue
        if line.is_withheld:
            yield Span(line.in_ms, line.out_ms), _("s%(label)s: withheld") % {"label": line.label}
        elif line.label in taken_back:
            yield Span(line.in_ms, line.out_ms), _("s%(label)s: retracted") % {"label": line.label}


def _noticed(notices: tuple[tuple[Span, str], ...], when: int) -> Iterator[tuple[str, str]]:
    for span, said in notices:
        if span.in_ms <= when < span.out_ms:
            yield f"[{said}]", get_language() or ""


def _planned(basis: Basis, cards: tuple[Card, ...], bench: Path, watch: Watch) -> Film:
    """Plates that look alike are drawn once."""
    letters = unset_letters("".join(text for card in cards for text, _ in (*card.words, *card.above)))
    if any(letter.isalpha() for letter in letters):
        raise NoFilm("There is no typeface for some of the words.")
    number = basis.content.number
    strip = Strip(basis.content, basis.edition.digest, f"DRG {number}", sentence_url(number))
    drawn: dict[object, Path] = {}
    plates = []
    for place, card in enumerate(cards):
        if watch.cancelled():
            raise WorkCancelled("The work was cancelled.")
        looks = (card.words, card.above)
        if looks not in drawn:
            drawn[looks] = bench / f"plate{place}.png"
            drawn[looks].write_bytes(plate(strip, card, basis.size, opaque=not basis.has_picture))
            watch.progress(1000 * place // len(cards))
        plates.append(Plate(drawn[looks], card.span))
    length = basis.content.duration_ms or 0
    return Film(vault().path_of(source_of(basis.playable)), Span(0, length), *basis.size, tuple(plates))


def _claim(basis: Basis, wanted: WantedFilm) -> Claim:
    """No words and no names: what is in here can never be erased."""
    content = basis.content
    said = dict.fromkeys(line.language for line in content.lines if line.language)
    languages: list[Json] = []
    for language in wanted.languages:
        languages += [language] if language else list(said)
    cuts = content.passages or ((content.cut,) if content.cut else ())
    quote = quote_of(basis.edition, content) | {
        "cut": [{"in_ms": cut.in_ms, "out_ms": cut.out_ms} for cut in cuts],
        "lang": languages,
    }
    deeds = (
        Deed("c2pa.opened", {}),
        Deed("c2pa.edited", {"description": "Captions were burnt in.", "org.dragoman.lang": languages}),
        Deed("c2pa.transcoded", {}),
    )
    return Claim(f"clip-{wanted.named}.mp4", quote, deeds, content.recording_sha256)
