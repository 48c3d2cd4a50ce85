"""Clips that have something in common with a clip, and what: a speaker, a topic, the source and the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Any

from django.db import connection

from dragoman.publications.models import Publication
from dragoman.publications.rules import published
from dragoman.search.facets import Facets, facets
from dragoman.search.filing import keys_of, standing_of
from dragoman.search.selectors import Place
from dragoman.search.terms import Kind

_SHOWN = 4
_EACH = 12
"""The newest clips under each shared value that are looked at."""
_WEIGHTS = {Kind.SPEAKER: 3.0, Kind.TOPIC: 2.0, Kind.SOURCE: 1.0}
_MOST_VALUES = 12
_DAY = "day"


@dataclass(frozen=True, slots=True)
class Shared:
    """Something two clips have in common; ``kind`` may also be ``day``."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another clip, and what it shares, the most telling first."""

    place: Place
    shared: tuple[Shared, ...]


@lru_cache(maxsize=4096)
def related_to(number: int, version: int) -> tuple[Related, ...]:
    """The four listed clips that share most with a published one; what few clips have counts for more.

    Two questions, once for each version of the lists.
    """
    found = Publication.objects.filter(published(), number=number)
    publication = found.only("card", "aired_on", "number").first()
    return _related(publication, facets(version=version)) if publication is not None else ()


def _related(publication: Publication, counted: Facets) -> tuple[Related, ...]:
    keys = [key for key in keys_of(publication.card, publication.aired_on) if key[0] in _WEIGHTS]
    keys = sorted(keys, key=lambda key: -_weight(counted, *key))[:_MOST_VALUES]
    candidates: dict[Place, list[tuple[str, str]]] = {}
    for place, kind, value in _sharing(publication, keys):
        candidates.setdefault(place, []).append((kind, value))
    best = sorted(
        candidates,
        key=lambda place: (-sum(_weight(counted, *key) for key in candidates[place]), -place.number),
    )
    return tuple(Related(place, _told(counted, candidates[place])) for place in best[:_SHOWN])


def _weight(counted: Facets, kind: str, value: str) -> float:
    if kind == _DAY:
        return 0.05
    return _WEIGHTS[Kind(kind)] / log2(2 + counted.count_of(Kind(kind), value))


def _sharing(publication: Publication, keys: list[tuple[str, str]]) -> list[tuple[Place, str, str]]:
    """The newest under each value, and those of the same day, with what they share: one question."""
    parts, given = [], list[Any]()
    for kind, value in keys:
        parts.append(_UNDER)
        given += [kind, value, publication.pk, _EACH]
    if publication.aired_on is not None:
        parts.append(_SAME_DAY)
        low = standing_of(publication.aired_on, 0)
        given += [low, low + 10**10, publication.pk, _EACH]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SHARING.format(parts=" UNION ALL ".join(parts)), given)
        rows = cursor.fetchall()
    return [
        (Place(int(pk), int(number), str(day or ""), str(digest)), str(kind), str(value))
        for pk, kind, value, number, day, digest in rows
    ]


_UNDER = """
SELECT * FROM (SELECT publication_id, kind, value FROM search_filing
 WHERE kind = %s AND value = %s AND publication_id <> %s ORDER BY standing DESC LIMIT %s) AS under"""
_SAME_DAY = """
SELECT * FROM (SELECT publication_id, 'day' AS kind, '' AS value FROM search_filing
 WHERE kind = 'everything' AND value = '' AND standing >= %s AND standing < %s AND publication_id <> %s
 ORDER BY standing DESC LIMIT %s) AS day"""
_SHARING = """
SELECT shared.publication_id, shared.kind, shared.value, publication.number, publication.aired_on,
       publication.edition_digest || CASE WHEN publication.media_blocked_at IS NULL THEN '' ELSE '-blocked' END
  FROM ({parts}) AS shared JOIN publications_publication publication ON publication.id = shared.publication_id"""


def _told(counted: Facets, shared: list[tuple[str, str]]) -> tuple[Shared, ...]:
    order = sorted(shared, key=lambda key: (-_weight(counted, *key), key))
    found = []
    for kind, value in order:
        label = (
            ""
            if kind == _DAY
            else next((one.label for one in counted.of(Kind(kind)) if one.value == value), "")
        )
        if kind == _DAY or label:  # a source that no list shows is no reason to tell
            found.append(Shared(kind, value, label))
    return tuple(found)
