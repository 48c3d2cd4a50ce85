"""The sentence that opens the index: the newest clip's strongest, with what was said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.archive.reading import Reading
from dragoman.archive.transcript import turns_of
from dragoman.archive.voices import OTHERS
from dragoman.publications import selectors
from dragoman.publications.content import Content
from dragoman.publications.page import Card, Shelf


@dataclass(frozen=True, slots=True)
class Lead:
    card: Card
    original: str
    original_language: str
    role: str
    lane: int


def lead_of(shelf: Shelf) -> Lead | None:
    """None where no clip of the list has words to quote."""
    card = next((one for one in shelf.entries if isinstance(one, Card) and one.quote), None)
    if card is None:
        return None
    stamp = selectors.stamp_of(card.number)
    return _lead(card, stamp) if stamp else None


@lru_cache(maxsize=16)
def _lead(card: Card, stamp: str) -> Lead | None:
    """``stamp`` is there to make it anew after an edition."""
    content = selectors.latest_content(card.number)
    return _quoted(card, content) if content else None


def _quoted(card: Card, content: Content) -> Lead:
    track = next((one for one in content.translations if one.language == card.quote_language), None)
    for turn in turns_of(content, Reading(track, track is not None, None)):
        for one in turn.sentences:
            if one.label == card.quote_label:
                original = one.cells[1] if len(one.cells) > 1 else None
                text, language = (original.text, original.language) if original else ("", "")
                return Lead(card, text, language, turn.part.role, turn.part.lane)
    return Lead(card, "", "", "", OTHERS)
