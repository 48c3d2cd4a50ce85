"""Whether a clip's terms fulfil what is asked, and where: by the terms alone, without any engine."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.search.analysis.analyser import Sequence
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.port import Reader, Row, Words
from dragoman.search.index.terms import BREAK, STEM, Span, number_of


class Place(NamedTuple):
    """Terms from ``start`` up to, not including, ``end``; of the last only the beginning where it ``is_open``."""

    start: int
    end: int
    is_open: bool = False


def holds(node: Node, words: Words, tags: str) -> bool:
    """What the engines answer; they ask it where their own positions don't reach. ``tags`` as in a row."""
    match node:
        case Said(sequences):
            text = words.words + words.marks
            return any(written(one) in text for one in sequences)
        case Begins():
            return any(written(one) in words.words for one in stems_of(node, words.forms).sequences)
        case Tagged(wanted):
            return not set(wanted).isdisjoint(tags.split())
        case Near(one, other, distance):
            return _are_near(list(places_of(one, words.words)), list(places_of(other, words.words)), distance)
        case AllOf(parts):
            return all(holds(part, words, tags) for part in parts)
        case AnyOf(parts):
            return any(holds(part, words, tags) for part in parts)
        case Not(part):
            return not holds(part, words, tags)
        case Voiced(part, slugs):
            return holds(part, said_by(frozenset(slugs), words), tags)


def said_by(slugs: frozenset[str], words: Words) -> Words:
    """Only what these speakers say, with a break wherever another goes on."""
    terms, kept = words.words.split(), list[str]()
    turns = [(int(start), slug) for start, _, slug in (turn.partition("=") for turn in words.turns.split())]
    for at, (start, slug) in enumerate(turns):
        end = turns[at + 1][0] if at + 1 < len(turns) else len(terms)
        if slug in slugs:
            kept += [*terms[start:end], BREAK]
    return words._replace(words=f" {' '.join(kept)} ", marks="")


def stems_of(leaf: Begins, forms: str) -> Said:
    """The terms in a clip whose words begin like this."""
    found, wanted = dict[str, None](), " " + leaf.form
    at = forms.find(wanted)
    while at >= 0:
        form, _, stem = forms[at + 1 : forms.index(" ", at + 1)].partition(STEM)
        found[stem or form] = None
        at = forms.find(wanted, at + 1)
    return Said(tuple(Sequence((term,)) for term in found))


def newest(reader: Reader, wanted: Node, span: Span, most: int) -> list[Row]:
    """The newest clips that fulfil a condition; what an engine is not sure of is looked at, term by term."""
    found: list[Row] = []
    while True:
        missing = most - len(found)
        rows = reader.rows(wanted, span, missing)
        unsure = [row.docid for row in rows if not row.is_sure]
        words = reader.words(unsure) if unsure else {}
        found += [
            row
            for row in rows
            if number_of(row.docid) not in reader.without
            and (row.is_sure or (row.docid in words and holds(wanted, words[row.docid], row.tags)))
        ]
        if len(rows) < missing or len(found) >= most:
            return found
        span = Span(span.first, rows[-1].docid)


def places_of(leaf: Said, words: str, most: int = 1 << 30) -> Iterator[Place]:
    """Where words stand, in order for each look they may have."""
    for one in leaf.sequences:
        yield from _places(one, words, most)


def _places(sequence: Sequence, words: str, most: int) -> Iterator[Place]:
    wanted, length = written(sequence), len(sequence.terms)
    at, counted, position = words.find(wanted), 0, 0
    while at >= 0 and most:
        position += words.count(" ", counted, at)
        counted, most = at, most - 1
        yield Place(position, position + length, sequence.is_open)
        at = words.find(wanted, at + 1)


def written(sequence: Sequence) -> str:
    """As it stands among the words; the space at the end keeps a term from being the beginning of another."""
    return f" {' '.join(sequence.terms)}" + ("" if sequence.is_open else " ")


def _are_near(one: list[Place], other: list[Place], distance: int) -> bool:
    starts = sorted(place.start for place in other)
    ends = sorted(place.end for place in other)
    for place in one:
        at = bisect_left(starts, place.end)
        if at < len(starts) and starts[at] - place.end <= distance:
            return True
        at = bisect_left(ends, place.start + 1) - 1
        if at >= 0 and place.start - ends[at] <= distance:
            return True
    return False
