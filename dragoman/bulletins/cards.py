"""A clip as a bulletin tells of it, in one reader's language, from what lists keep of its latest edition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from dragoman.bulletins.terms import NewsKind
from dragoman.lib.languages import direction
from dragoman.lib.quotation_marks import in_quotes
from dragoman.lib.timecode import format_clock
from dragoman.publications.correcting import TOLD, CorrectionNote, read_corrections
from dragoman.publications.links import clip_url, sentence_url
from dragoman.publications.models import Publication
from dragoman.ui import wording

_MOST_CHANGES = 3
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Words:
    """Said, in one language."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return str(direction(self.language)) if self.language else "auto"

    @property
    def quoted(self) -> str:
        """In the marks of its language."""
        return in_quotes(self.text, self.language)


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that was corrected; empty ``after`` where it was taken out."""

    before: str
    after: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ClipCard:
    """``label`` says what happened to a clip that is not new; ``note`` is the desk's public word on it."""

    number: int
    kind: str
    label: str
    slate: str
    title: Words
    url: str
    quote: Words | None = None
    original: Words | None = None
    speaker: str = ""
    moment: str = ""
    moment_url: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def is_caution(self) -> bool:
        return self.kind in {NewsKind.WITHDRAWN, NewsKind.RETRACTED, NewsKind.CORRECTED, NewsKind.CLARIFIED}


def clip_card(clip: Publication, kind: str) -> ClipCard:
    """In the language at hand. Of a withdrawn clip: that it is gone and why, and none of its words."""
    language = wording.reader_language()
    number = clip.number or 0
    if kind == NewsKind.WITHDRAWN:
        return ClipCard(
            number,
            kind,
            _("Withdrawn"),
            "",
            Words(_("Clip No. %(number)s was withdrawn") % {"number": number}, language),
            clip_url(number, "", language),
            note=_cut(clip.withdrawn_reason),
        )
    card: dict[str, Any] = clip.card  # Any: JSON, as ``card_of`` wrote it
    note = _latest_note(clip) if kind not in {NewsKind.NEW, NewsKind.UPDATED} else None
    at = card.get("quote_in_ms")
    return ClipCard(
        number,
        kind,
        _label(kind),
        _slate(clip, card),
        Words(card.get("title", ""), card.get("language", "")),
        clip_url(number, clip.slug, language),
        quote=_words(card, "quote", "quote_language"),
        original=_words(card, "quote_original", "quote_original_language"),
        speaker=card.get("quote_speaker", ""),
        moment=format_clock(at) if at is not None else "",
        moment_url=sentence_url(number, card.get("quote_label", "")),
        note=_cut(note.note) if note else "",
        changes=_changes(note) if note else (),
    )


def _label(kind: str) -> str:
    return {
        NewsKind.RETRACTED.value: _("Retraction"),
        NewsKind.CORRECTED.value: _("Correction"),
        NewsKind.CLARIFIED.value: _("Clarification"),
        NewsKind.UPDATED.value: _("Added to"),
    }.get(str(kind), "")


def _slate(clip: Publication, card: dict[str, Any]) -> str:  # Any: JSON
    """``Meridian TV (Norland), 9 April 2024, 2:01``: source, date, duration."""
    sources = []
    for name, _slug, country, place in card.get("sources", []):
        where = wording.source_place(country, place)
        sources.append(f"{name} ({where})" if where else name)
    parts = [wording.word_list(sources)] if sources else []
    if clip.aired_on:
        parts.append(wording.long_date(clip.aired_on))
    if card.get("duration_ms"):
        parts.append(format_clock(card["duration_ms"]))
    return " · ".join(parts)


def _words(card: dict[str, Any], text: str, language: str) -> Words | None:  # Any: JSON
    return Words(card[text], card.get(language, "")) if card.get(text) else None


def _latest_note(clip: Publication) -> CorrectionNote | None:
    notes = [note for note in read_corrections(clip.corrections) if note.kind in TOLD]
    return notes[-1] if notes else None


def _changes(note: CorrectionNote) -> tuple[Change, ...]:
    found = (
        Change(
            _cut(side.before),
            _cut(side.after),
            side.language,
            str(direction(side.language)) if side.language else "auto",
        )
        for sentence in note.sentences
        for side in sentence.sides
        if side.before != side.after and not side.is_withheld
    )
    return tuple(islice(found, _MOST_CHANGES))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} […]"
