"""The sentence that opens the index: the newest clip's strongest, with what was said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.archive.reading import Reading
from dragoman.archive.transcript import turns_of
from dragoman.archive.voices import OTHERS
from dragoman.publications import selectors
from dragoman.publications.content import Content
from dragoman.publications.page import Card
from dragoman.search.selectors import Place, Run, cards_of


@dataclass(frozen=True, slots=True)
class Lead:
    card: Card
    original: str
    original_language: str
    role: str
    lane: int


_LOOKED_AT = 5


def lead_of(run: Run) -> Lead | None:
    """None where none of the newest clips has words to quote."""
    places = [one for one in run.entries if isinstance(one, Place)][:_LOOKED_AT]
    return _lead(tuple(places)) if places else None


@lru_cache(maxsize=16)
def _lead(places: tuple[Place, ...]) -> Lead | None:
    """A place has the digest of its edition, so that another edition makes it anew."""
    cards = cards_of(place.publication for place in places)
    found = (cards[place.publication] for place in places if place.publication in cards)
    card = next((one for one in found if one.quote), None)
    content = selectors.latest_content(card.number) if card else None
    return _quoted(card, content) if card and content else None


def _quoted(card: Card, content: Content) -> Lead:
    track = next((one for one in content.translations if one.language == card.quote_language), None)
    for turn in turns_of(content, Reading(track, track is not None, None)):
        for one in turn.sentences:
            if one.label == card.quote_label:
                original = one.cells[1] if len(one.cells) > 1 else None
                text, language = (original.text, original.language) if original else ("", "")
                return Lead(card, text, language, turn.part.role, turn.part.lane)
    return Lead(card, "", "", "", OTHERS)
