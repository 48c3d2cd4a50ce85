"""Answering a search: one look at the index as it is now, in the same words from every engine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from heapq import nsmallest
from typing import NamedTuple

from dragoman.catalogue.models import Channel
from dragoman.publications.selectors import restricted_here
from dragoman.search.answering.answers import (
    KINDS,
    MOST_COUNTED,
    MOST_LOOKED_AT,
    Answer,
    Asked,
    FacetCount,
    Hit,
    Order,
)
from dragoman.search.answering.meant import meant_by
from dragoman.search.answering.placing import placed_in
from dragoman.search.answering.ranking import candidates, ranked
from dragoman.search.answering.showing import hit_of
from dragoman.search.answering.values import values_of
from dragoman.search.answering.variants import with_other_names
from dragoman.search.asking.meaning import Meaning, meaning_of
from dragoman.search.asking.reading import read_question
from dragoman.search.asking.tree import Remark
from dragoman.search.index.chosen import index
from dragoman.search.index.holding import newest
from dragoman.search.index.keeping import ready
from dragoman.search.index.nodes import (
    AllOf,
    Begins,
    Near,
    Node,
    Said,
    Tagged,
    Voiced,
    has_doubt,
    only_with,
    words_wanted,
)
from dragoman.search.index.port import Reader
from dragoman.search.index.terms import TAG, Span, tag_of, tag_parts

_MOST_VALUES = 20
"""Values of one kind that are offered to narrow by."""


class Understood(NamedTuple):
    node: Node | None
    span: Span
    remarks: tuple[Remark, ...]
    also: tuple[str, ...]


def answer(asked: Asked) -> Answer:
    """The clips that fulfil what is asked, with their passages. Raises ``NoIndex`` before there is an index."""
    as_of, retracted = ready()
    with index().reading(retracted) as reader:
        meant = understood(asked, reader)
        if meant.node is None:
            return Answer(asked, (), 0, False, remarks=meant.remarks, as_of=as_of)
        found = _found(asked, meant, reader)
    hidden = restricted_here()
    if hidden:
        found = replace(found, hits=tuple(hit for hit in found.hits if hit.number not in hidden))
    return replace(found, remarks=meant.remarks, also=meant.also, as_of=as_of)


def understood(asked: Asked, reader: Reader) -> Understood:
    """What a question means here, and what of it the index can hold."""
    question = read_question(asked.question)
    tree, also = (question.tree, ()) if reader.without else with_other_names(question.tree, reader)
    meaning = meaning_of(replace(question, tree=tree), reader.languages(), values_of(reader))
    node = _narrowed(meaning, asked)
    known = None if node is None else only_with(node, reader.held)
    return Understood(known, meaning.span, meaning.remarks, also)


def _narrowed(meaning: Meaning, asked: Asked) -> Node | None:
    """With what was chosen besides. A speaker chosen means words by that speaker."""
    tags = tuple(Tagged((tag_of(kind, value),)) for kind, value in asked.narrowed)
    if not tags or (meaning.node is None and asked.question.strip()):
        return meaning.node
    slugs = tuple(value for kind, value in asked.narrowed if kind == "speaker")
    node = meaning.node
    if slugs and isinstance(node, Said | Begins | Near):
        node = Voiced(node, slugs)
    elif slugs and isinstance(node, AllOf):
        node = AllOf(
            tuple(Voiced(one, slugs) if isinstance(one, Said | Begins | Near) else one for one in node.parts)
        )
    return AllOf((*(() if node is None else (node,)), *tags))


def _found(asked: Asked, meant: Understood, reader: Reader) -> Answer:
    node, span = meant.node or AllOf(()), meant.span
    most = MOST_LOOKED_AT if has_doubt(node) else MOST_COUNTED
    rows = newest(reader, node, span, most + 1)
    page, cursor = _page(asked, node, span, rows[:most], reader)
    hits = _hits(page, node, asked, reader)
    better = _meant(asked, reader) if not rows and not reader.without else ""
    labels = reader.labels(asked.narrowed)
    return Answer(
        asked,
        hits,
        min(len(rows), most),
        len(rows) > most,
        facets=_facets(rows[:most], asked, reader),
        meant=better,
        cursor=cursor,
        labels=labels,
    )


def _page(asked: Asked, node: Node, span: Span, rows: list[int], reader: Reader) -> tuple[list[int], str]:
    """The clips to show, and the cursor of the page after; empty after the last."""
    at = (
        int(asked.cursor)
        if asked.cursor.isascii() and asked.cursor.isdigit() and len(asked.cursor) < 19
        else 0
    )
    if asked.order is Order.BEST:
        best = ranked(reader, node, candidates(reader, node, span))
        end = at + asked.size
        return best[at:end], str(end) if end < len(best) else ""
    page = [docid for docid in rows if not at or docid < at][: asked.size + 1]
    if len(page) <= asked.size:
        end = min(span.end, at) if at else span.end
        page = newest(reader, node, Span(span.first, end), asked.size + 1)
    shown = page[: asked.size]
    return shown, str(shown[-1]) if len(page) > asked.size else ""


def _hits(docids: list[int], node: Node, asked: Asked, reader: Reader) -> tuple[Hit, ...]:
    bodies = reader.bodies(docids)
    has_beginnings = any(isinstance(leaf, Begins) for leaf in words_wanted(node))
    words = reader.words(docids) if has_beginnings else {}
    forms = {docid: one.forms for docid, one in words.items()}
    return tuple(
        hit_of(docid, body, placed_in(body, node, forms.get(docid, "")), asked.language)
        for docid in docids
        if (body := bodies.get(docid)) is not None
    )


def _facets(docids: list[int], asked: Asked, reader: Reader) -> tuple[FacetCount, ...]:
    """Counts of each value, most first, years newest first; sensitive sources only where they were chosen."""
    if not docids:
        return ()
    counts, chosen = reader.counted(docids), set(asked.narrowed)
    for slug in Channel.objects.filter(is_sensitive=True).values_list("slug", flat=True):
        if ("source", slug) not in chosen:
            counts.pop(tag_of("source", slug), None)
    found = defaultdict[str, list[tuple[int, str]]](list)
    for tag, count in counts.items():
        found[tag[1 : tag.find(TAG, 1)]].append((-count, tag))
    kept = {kind: _first(kind, found[kind]) for kind in KINDS}
    named = [(kind, value) for kind in ("topic", "source", "speaker") for _count, value in kept[kind]]
    labels = reader.labels(named)
    return tuple(
        FacetCount(kind, value, labels.get((kind, value), ""), count, (kind, value) in chosen)
        for kind, values in kept.items()
        for count, value in values
    )


def _first(kind: str, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Count and value of those that are offered; only their tags are taken apart."""
    if kind == "year":
        offered = sorted(found, key=lambda one: one[1], reverse=True)[:_MOST_VALUES]
    else:
        offered = nsmallest(_MOST_VALUES, found)
    return [(-count, tag_parts(tag)[1]) for count, tag in offered]


def _meant(asked: Asked, reader: Reader) -> str:
    """Another question that has answers in what it is narrowed to."""
    meant = meant_by(asked.question, reader)
    if not meant:
        return ""
    other = understood(replace(asked, question=meant), reader)
    if other.node is None or not newest(reader, other.node, other.span, 1):
        return ""
    return meant
