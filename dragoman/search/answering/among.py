"""Which of some clips a search finds: the same answer as its page gives, for whoever is told of new ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qsl

from dragoman.search.answering.addresses import asked_in
from dragoman.search.answering.answering import understood
from dragoman.search.index.chosen import index
from dragoman.search.index.holding import newest
from dragoman.search.index.keeping import ready
from dragoman.search.index.terms import Span, docid_of


def found_among(queries: Iterable[str], clips: Iterable[tuple[date | None, int]]) -> dict[int, list[str]]:
    """By number: the queries that find it. Clips are given as the day they were aired, and number."""
    _as_of, retracted = ready()
    clips = list(clips)
    found: dict[int, list[str]] = {number: [] for _day, number in clips}
    wanted = [(docid_of(day, number), number) for day, number in clips]
    with index().reading(retracted) as reader:
        for query in queries:
            meant = understood(asked_in(dict(parse_qsl(query)), "en"), reader)
            if meant.node is None:
                continue
            for docid, number in wanted:
                if meant.span.first <= docid < meant.span.end and newest(
                    reader, meant.node, Span(docid, docid + 1), 1
                ):
                    found[number].append(query)
    return found
