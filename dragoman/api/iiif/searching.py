"""A search in one clip (IIIF Content Search 2.0): which sentences have all the words, and where in them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from dragoman.api.iiif.annotations import Said, annotation, annotation_id, iiif_url, sentences_of
from dragoman.api.iiif.manifest import SEARCH_CONTEXT
from dragoman.publications.content import Content

Json = dict[str, Any]  # Any: JSON

_AROUND = 30
IGNORED = ("motivation", "date", "user")
"""What a search may be asked besides words, and ours has nothing to say to."""


def answer(content: Content, words: str, asked: str, ignored: list[str]) -> Json:
    """The annotations that match, and beside them where. ``asked`` is the query of the address, for the answer's id."""
    wanted = [re.escape(folded(word)) for word in words.split()]
    found = [one for one in sentences_of(content) if wanted and _has_all(one.text, wanted)]
    at = f"{iiif_url(content.number, '/search')}?{asked}"
    told: Json = {
        "@context": SEARCH_CONTEXT,
        "id": at,
        "type": "AnnotationPage",
        "items": [annotation(content.number, one) for one in found],
    }
    if ignored:
        told["ignored"] = ignored
    matches = [match for one in found for match in _matches(content.number, one, wanted)]
    if matches:
        told["annotations"] = [{"id": f"{at}#matches", "type": "AnnotationPage", "items": matches}]
    return told


def folded(text: str) -> str:
    """Small, and without marks over letters; as long as the text, so that a place in one is a place in the other."""
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    base = unicodedata.normalize("NFKD", character).casefold()[:1]
    return base if base and not unicodedata.combining(base) else character


def _has_all(text: str, wanted: list[str]) -> bool:
    inside = folded(text)
    return all(re.search(word, inside) for word in wanted)


def _matches(number: int, one: Said, wanted: list[str]) -> list[Json]:
    inside = folded(one.text)
    return [
        {
            "id": f"{annotation_id(number, one)}-{found.start()}",
            "type": "Annotation",
            "motivation": "highlighting",
            "target": {
                "type": "SpecificResource",
                "source": annotation_id(number, one),
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "prefix": one.text[max(0, found.start() - _AROUND) : found.start()],
                        "exact": one.text[found.start() : found.end()],
                        "suffix": one.text[found.end() : found.end() + _AROUND],
                    }
                ],
            },
        }
        for found in re.finditer("|".join(wanted), inside)
    ]
