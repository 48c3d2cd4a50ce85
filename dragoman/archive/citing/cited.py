"""What a reader cites, with its notes in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from dragoman.archive.aired import source_in_words
from dragoman.archive.reading import Reading, reading_for
from dragoman.imprint.selectors import site_name
from dragoman.lib.alignment import beads
from dragoman.lib.citation.reference import Reference
from dragoman.lib.sentences import join_words
from dragoman.lib.timecode import format_clock
from dragoman.publications.content import Content, Line, Rendering
from dragoman.publications.identity import address_of, medium_of
from dragoman.publications.page import PublishedClip
from dragoman.ui.wording import language_name, plain_line, word_list


class NoSuchSentence(LookupError):
    """No sentence of the edition has this label."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Sentences and what renders them in ``language``; either side may be without words."""

    lines: tuple[Line, ...]
    renderings: tuple[Rendering, ...]
    language: str

    @property
    def said(self) -> str:
        return _joined((line.text for line in self.lines), self.lines[0].language)

    @property
    def meant(self) -> str:
        return _joined((one.text for one in self.renderings), self.language)

    @property
    def is_withheld(self) -> bool:
        return any(one.is_withheld for one in self.lines) or any(one.is_withheld for one in self.renderings)


def cited_clip(clip: PublishedClip, language: str, on: date) -> Reference:
    """The clip as a whole, for a reader of a language, on the day they looked at it."""
    content = clip.content
    track = reading_for(content, language).translation
    renderings = track.renderings if track else ()
    return replace(
        _broadcast(clip, on),
        translators=_translators(clip, renderings),
        is_machine_translated=_is_by_machine(renderings),
        notes=(_edition(clip), *_translation_notes(clip, renderings)),
    )


def cited_sentence(clip: PublishedClip, label: str, language: str, on: date, asked: str = "") -> Reference:
    """One sentence in the language of the reader, or the one asked for, with its original.

    Raises ``NoSuchSentence``.
    """
    content = clip.content
    words = _find(content, label, reading_for(content, language, asked))
    first, said, meant = words.lines[0], words.said, words.meant
    starts = [line.in_ms for line in words.lines if line.in_ms is not None]
    speakers = tuple(plain_line(voice.name) for voice in content.voices if voice.key == first.voice)
    missing = _("Withheld") if words.is_withheld else _("Original words not set down")
    clip_reference = _broadcast(clip, on)
    at = format_clock(starts[0]) if starts else ""
    return replace(
        clip_reference,
        translators=_translators(clip, words.renderings),
        is_machine_translated=_is_by_machine(words.renderings),
        key=f"drg{content.number}-s{label}",
        identifier=f"DRG {content.number} s{label}",
        address=f"{address_of(clip)}#s{first.label}",
        title=meant or said or f"[{missing}]",
        language=words.language if meant else first.language,
        original=said if meant else "",
        original_language=first.language if meant and said else "",
        authors=speakers or clip_reference.authors,
        container=clip_reference.title,
        label=label,
        at=at,
        abstract=(),
        notes=(
            _edition(clip),
            *_translation_notes(clip, words.renderings),
            *_original_note(first.language, said if meant else ""),
        ),
    )


def _broadcast(clip: PublishedClip, on: date) -> Reference:
    content = clip.content
    return Reference(
        key=f"drg{content.number}",
        identifier=f"DRG {content.number}",
        address=address_of(clip),
        archive=site_name(),
        edition=content.edition,
        digest=clip.digest,
        title=plain_line(content.title),
        language=content.language,
        original=plain_line(content.title_original),
        original_language=content.title_language if content.title_original else "",
        authors=tuple(plain_line(source.name) for source in content.sources),
        sources=tuple(map(source_in_words, content.sources)),
        programme=plain_line(content.programme),
        aired=content.aired_on,
        published=clip.first_published_at.date(),
        accessed=on,
        medium=medium_of(clip),
        length=format_clock(content.duration_ms) if content.duration_ms else "",
        rights=plain_line(content.rights),
        subjects=tuple(plain_line(name) for _, name in content.topics),
        abstract=content.summary,
        updated=content.published_at.date(),
    )


def _find(content: Content, label: str, reading: Reading) -> _Words:
    """By the label of what was said or of what renders it."""
    track = reading.translation
    renderings = track.renderings if track else ()
    for bead in beads([line.label for line in content.lines], [one.of for one in renderings]):
        lines = tuple(content.lines[at] for at in bead.originals)
        found = tuple(renderings[at] for at in bead.renderings)
        if label in {*(line.label for line in lines), *(one.label for one in found)}:
            return _Words(lines, found, track.language if track else "")
    raise NoSuchSentence(f"Number {content.number} has no sentence s{label}.")


def _joined(texts: Iterable[str], language: str) -> str:
    kept = [plain_line(text) for text in texts if text]
    return join_words(kept, language) if kept else ""


def _translators(clip: PublishedClip, renderings: Iterable[Rendering]) -> tuple[str, ...]:
    """Only those whose names may be printed."""
    handles = dict.fromkeys(one.translator for one in renderings if one.text)
    return tuple(clip.names[handle] for handle in handles if handle in clip.names)


def _is_by_machine(renderings: Iterable[Rendering]) -> bool:
    origins = {one.origin for one in renderings if one.text}
    return origins == {"machine"}


def _edition(clip: PublishedClip) -> str:
    return _("Edition %(ordinal)s.") % {"ordinal": clip.content.edition}


def _translation_notes(clip: PublishedClip, renderings: tuple[Rendering, ...]) -> Iterator[str]:
    if names := _translators(clip, renderings):
        yield _("Translated by %(names)s.") % {"names": word_list(names)}
    elif _is_by_machine(renderings):
        yield _("Translated by machine.")


def _original_note(language: str, said: str) -> Iterator[str]:
    if said:
        yield _("In the original (%(language)s): %(words)s") % {
            "language": language_name(language),
            "words": said,
        }
