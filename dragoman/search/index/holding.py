"""Whether a clip's terms fulfil what is asked, and where: by the terms alone, without any engine."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

from dragoman.search.analysis.analyser import Sequence
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.port import Reader, Words
from dragoman.search.index.terms import BREAK, STEM, Span, number_of


class Place(NamedTuple):
    """Terms in a clip's words: the place of the space before the first, of the space before the last.

    Of the last only the beginning is meant where it ``is_open``.
    """

    first: int
    last: int
    is_open: bool = False


class _Stretch(NamedTuple):
    """The same, counted in terms: from ``start`` up to, not including, ``end``."""

    start: int
    end: int


def holds(node: Node, words: Words, tags: Collection[str]) -> bool:
    """What the engines answer; they ask it where their own positions don't reach."""
    match node:
        case Said(sequences):
            sought = [written(one) for one in sequences]
            return any(one in words.words or one in words.marks for one in sought)
        case Begins():
            return any(written(one) in words.words for one in stems_of(node, words.forms).sequences)
        case Tagged(wanted):
            return not set(wanted).isdisjoint(tags)
        case Near(one, other, distance):
            return _are_near(list(_stretches(one, words)), list(_stretches(other, words)), distance)
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
    terms, kept = words.words.split(), list[bytes]()
    turns = [(int(start), slug) for start, _, slug in (turn.partition("=") for turn in words.turns.split())]
    for at, (start, slug) in enumerate(turns):
        end = turns[at + 1][0] if at + 1 < len(turns) else len(terms)
        if slug in slugs:
            kept += [*terms[start:end], BREAK.encode()]
    return words._replace(words=b" " + b" ".join(kept) + b" ", marks=b"")


def stems_of(leaf: Begins, forms: str) -> Said:
    """The terms in a clip whose words begin like this."""
    found, wanted = dict[str, None](), " " + leaf.form
    at = forms.find(wanted)
    while at >= 0:
        form, _, stem = forms[at + 1 : forms.index(" ", at + 1)].partition(STEM)
        found[stem or form] = None
        at = forms.find(wanted, at + 1)
    return Said(tuple(Sequence((term,)) for term in found))


def newest(reader: Reader, wanted: Node, span: Span, most: int) -> list[int]:
    """The newest clips that fulfil a condition; what an engine is not sure of is looked at, term by term."""
    found: list[int] = []
    while True:
        missing = most - len(found)
        rows = reader.rows(wanted, span, missing)
        kept = rows.docids
        if rows.unsure:
            words, tags = reader.words(rows.unsure), reader.tags(rows.unsure)
            kept = [
                docid
                for docid in kept
                if docid not in rows.unsure
                or (docid in words and holds(wanted, words[docid], tags.get(docid, ())))
            ]
        if reader.without:
            kept = [docid for docid in kept if number_of(docid) not in reader.without]
        found += kept
        if len(rows.docids) < missing or len(found) >= most:
            return found
        span = Span(span.first, rows.docids[-1])


def places_of(leaf: Said, words: bytes, most: int = 1 << 30) -> Iterator[Place]:
    """Where words stand, in order for each look they may have."""
    for one in leaf.sequences:
        sought = written(one)
        last = sought.rindex(b" ", 0, -1)
        for at in _found(sought, words, most):
            yield Place(at, at + last, one.is_open)


def starts_of(leaf: Said, words: bytes, most: int) -> list[int]:
    """How many terms stand before each."""
    return sorted(
        start for one in leaf.sequences for start in _counted(_found(written(one), words, most), words)
    )


def written(sequence: Sequence) -> bytes:
    """As it stands among the words; the space at the end keeps a term from being the beginning of another."""
    return f" {' '.join(sequence.terms)}{'' if sequence.is_open else ' '}".encode()


def _found(sought: bytes, words: bytes, most: int) -> Iterator[int]:
    at = words.find(sought)
    while at >= 0 and most:
        yield at
        most -= 1
        at = words.find(sought, at + 1)


def _counted(places: Iterator[int], words: bytes) -> Iterator[int]:
    """Places as how many terms stand before them."""
    counted, position = 0, 0
    for at in places:
        position += words.count(b" ", counted, at)
        counted = at
        yield position


def _stretches(leaf: Said, words: Words) -> Iterator[_Stretch]:
    for one in leaf.sequences:
        for start in _counted(_found(written(one), words.words, 1 << 30), words.words):
            yield _Stretch(start, start + len(one.terms))


def _are_near(one: list[_Stretch], other: list[_Stretch], distance: int) -> bool:
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
