"""Best first: which clips may be the best, asked of the engine in the order of what speaks for them, and their order.

The engine is asked for clips with the words in their titles, then for those that say them often, then for the
newest: plain conditions, which cost the same in an archive of any size and have the same answer in every engine.
"""

from __future__ import annotations

from math import log

from dragoman.search.analysis.analyser import Sequence
from dragoman.search.answering.answers import MOST_RANKED
from dragoman.search.answering.placing import leaves_of
from dragoman.search.index.holding import newest, places_of, starts_of, written
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.port import Reader, Words
from dragoman.search.index.terms import OFTEN, TITLE, Span

_MOST_PLACES = 60
_SATURATED = 1.2
_IN_TITLE, _TOGETHER = 2.5, 2.0
_CLOSE = 40
"""Terms between which words count as said together."""


def candidates(reader: Reader, node: Node, span: Span, most: int = MOST_RANKED) -> list[int]:
    """The clips that may be the best, each once."""
    found: dict[int, None] = {}
    for sign in (TITLE, OFTEN, ""):
        asked = AllOf((node, marked(node, sign))) if sign else node
        for docid in newest(reader, asked, span, most if not sign else most // 2):
            if len(found) < most:
                found.setdefault(docid)
    return list(found)


def marked(node: Node, sign: str) -> Node:
    """The words of a condition where a sign stands before their terms; what is no word holds of every clip."""
    match node:
        case Said(sequences) if sign == OFTEN:
            return AnyOf(tuple(AllOf(tuple(_alone(one, sign))) for one in sequences))
        case Said(sequences):
            return Said(tuple(replace_terms(one, sign) for one in sequences))
        case Near(one, other, _):
            return AllOf((marked(one, sign), marked(other, sign)))
        case Voiced(part, _):
            return marked(part, sign)
        case AllOf(parts):
            return AllOf(tuple(marked(part, sign) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(marked(part, sign) for part in parts))
        case Begins() | Tagged() | Not():
            return AllOf(())


def replace_terms(one: Sequence, sign: str) -> Sequence:
    return one._replace(terms=tuple(sign + term for term in one.terms))


def _alone(one: Sequence, sign: str) -> list[Said]:
    """Each term by itself: what comes often has no order."""
    last = len(one.terms) - 1
    return [
        Said((Sequence((sign + term,), is_open=one.is_open and at == last),))
        for at, term in enumerate(one.terms)
    ]


def ranked(reader: Reader, node: Node, docids: list[int]) -> list[int]:
    """By how often, how rare and how close together the words are, and whether the title has them; then the newest."""
    kept = reader.words(docids)
    places = {docid: _places(node, words) for docid, words in kept.items()}
    sizes = {docid: len(words.words) for docid, words in kept.items()}
    usual = sum(sizes.values()) / len(sizes) if sizes else 1
    count = len(leaves_of(node, " "))
    rarity = [
        log(1 + (len(docids) - having + 0.5) / (having + 0.5))
        for having in (sum(bool(one[at]) for one in places.values()) for at in range(count))
    ]
    scores = {
        docid: sum(rarity[at] * _weight(len(one[at]), sizes[docid] / usual) for at in range(count))
        + _closeness(one)
        + _IN_TITLE * _in_title(node, kept[docid])
        for docid, one in places.items()
    }
    return sorted(docids, key=lambda docid: (-round(scores.get(docid, 0), 6), -docid))


def _places(node: Node, words: Words) -> list[list[int]]:
    """Of each word asked for; what stands alone need only be counted."""
    leaves = leaves_of(node, words.forms)
    if len(leaves) == 1:
        return [[place.first for place in places_of(leaves[0], words.words, _MOST_PLACES)]]
    return [starts_of(leaf, words.words, _MOST_PLACES) for leaf in leaves]


def _weight(times: int, length: float) -> float:
    """As BM25 has it: more is better, ever less so, and less in a long clip."""
    return times * (_SATURATED + 1) / (times + _SATURATED * (0.25 + 0.75 * length)) if times else 0


def _closeness(places: list[list[int]]) -> float:
    """1 where all words stand beside each other, 0 where they are far apart or alone."""
    present = [one for one in places if one]
    if len(present) < 2:
        return 0
    first, *others = present
    best = min(max(min(abs(start - place) for place in other) for other in others) for start in first)
    return _TOGETHER * max(0.0, 1 - best / _CLOSE) * len(present) / len(places)


def _in_title(node: Node, words: Words) -> float:
    """The share of the words that stand in the title."""
    leaves = leaves_of(node, words.forms)
    held = sum(
        any(written(replace_terms(one, TITLE)) in words.marks for one in leaf.sequences) for leaf in leaves
    )
    return held / len(leaves) if leaves else 0
