"""A search as the query of its address, in one way only, so that a saved one and a sent one are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote_plus, urlencode

from dragoman.search.answering.answers import KINDS, Asked, Order

_LONGEST = 1_000
_LONGEST_VALUE = 120


def asked_in(query: Mapping[str, str], language: str) -> Asked:
    """What an address asks; what makes no sense in it is left out."""
    pairs = ((kind, query.get(kind, "").strip()) for kind in KINDS)
    return Asked(
        question=" ".join(_visible(query.get("q", "")).split())[:_LONGEST],
        narrowed=tuple((kind, value) for kind, value in pairs if value and len(value) <= _LONGEST_VALUE),
        order=Order.BEST if query.get("sort") == Order.BEST else Order.NEWEST,
        cursor=query.get("after", "")[:20],
        language=language,
    )


def query_of(asked: Asked) -> str:
    """Without the question mark; empty where nothing is asked."""
    pairs = [("q", asked.question), *sorted(asked.narrowed, key=lambda pair: KINDS.index(pair[0]))]
    if asked.order is not Order.NEWEST:
        pairs.append(("sort", asked.order.value))
    pairs.append(("after", asked.cursor))
    return urlencode([pair for pair in pairs if pair[1]])


def with_value(asked: Asked, kind: str) -> Callable[[str], str]:
    """For queries that differ in one value alone, from the first page: much is made once."""
    mark = "\ue000"
    before, _, after = query_of(narrowed_by(asked, kind, mark)).partition(quote_plus(mark))
    return lambda value: f"{before}{quote_plus(value)}{after}"


def narrowed_by(asked: Asked, kind: str, value: str) -> Asked:
    """With one value of a kind, or none, from the first page."""
    others = tuple(pair for pair in asked.narrowed if pair[0] != kind)
    return replace(asked, narrowed=(*others, (kind, value)) if value else others, cursor="")


def _visible(text: str) -> str:
    return "".join(" " if character.isspace() or character < " " else character for character in text)
