"""Cards as text, kept in the process: a card is made of one edition, so it is known by the edition's digest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

from dragoman.archive.jinja import fragment
from dragoman.publications.page import Card
from dragoman.search.selectors import Place, cards_of
from dragoman.ui import wording

_MOST = 12_000
"""Cards of about a kilobyte."""


class _KeptCards:
    """Those shown last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._cards: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = threading.Lock()

    def among(self, places: Iterable[Place], language: str) -> dict[Place, str]:
        with self._lock:
            found = {}
            for place in places:
                key = (place.edition_digest, language)
                if key in self._cards:
                    self._cards.move_to_end(key)
                    found[place] = self._cards[key]
            return found

    def keep(self, made: dict[Place, str], language: str) -> None:
        with self._lock:
            for place, text in made.items():
                self._cards[place.edition_digest, language] = text
            while len(self._cards) > self._most:
                self._cards.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._cards.clear()


kept_cards = _KeptCards(_MOST)


def card_texts(places: Iterable[Place], language: str) -> dict[Place, str]:
    """The cards of these places; those not kept yet are read by one question, and none where all are."""
    wanted = list(places)
    found = kept_cards.among(wanted, language)
    missing = [place for place in wanted if place not in found]
    cards = cards_of(place.publication for place in missing)
    made = {
        place: _text(cards[place.publication], language) for place in missing if place.publication in cards
    }
    kept_cards.keep({place: text for place, text in made.items() if place.edition_digest}, language)
    return found | made


def _text(card: Card, language: str) -> str:
    return fragment("card.html").render(
        one=card,
        language=language,
        spoken=wording.word_list(wording.language_name(tag) for tag in card.spoken),
    )
