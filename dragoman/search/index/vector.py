"""A clip's terms as PostgreSQL's ``tsvector``, and questions as its ``tsquery``; it never sees a text itself."""

from __future__ import annotations

from dragoman.search.analysis.analyser import Sequence
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.terms import BREAK, EVERYTHING, FORM, NOTHING, Document, forms_in

_LAST_POSITION, _MOST_POSITIONS = 16_383, 255
"""Beyond these PostgreSQL keeps no position: clips so long are looked at again, term by term."""


def vector_of(document: Document) -> tuple[str, bool]:
    """The literal, and whether the clip is too long for all its positions to be kept."""
    places: dict[str, list[str]] = {}
    terms = (document.body.words + document.body.marks).decode().split()
    for at, term in enumerate(terms, 1):
        if term != BREAK:
            places.setdefault(term, []).append(str(min(at, _LAST_POSITION)))
    is_long = len(terms) > _LAST_POSITION or any(len(one) > _MOST_POSITIONS for one in places.values())
    said = [f"'{term}':{','.join(dict.fromkeys(at[:_MOST_POSITIONS]))}" for term, at in places.items()]
    forms = [f"'{FORM}{form}'" for form in forms_in(document.body.forms)]
    return " ".join((*said, *forms, *(f"'{tag}'" for tag in document.tags))), is_long


def strict(node: Node) -> str:
    """What holds of exactly the clips asked for, but for NEAR, which takes in every clip that has both."""
    return _query(node, is_denied=False, is_loose=False)


def loose(node: Node) -> str:
    """What holds of every clip asked for, whatever has become of its positions."""
    return _query(node, is_denied=False, is_loose=True)


def _query(node: Node, *, is_denied: bool, is_loose: bool) -> str:
    match node:
        case Said(sequences):
            return _any([_sequence(one, is_denied=is_denied, is_loose=is_loose) for one in sequences])
        case Begins(form):
            return f"'{FORM}{form}':*"
        case Tagged(tags):
            return _any([f"'{tag}'" for tag in tags])
        case Near(one, other, _) if not is_denied:
            return _query(AllOf((one, other)), is_denied=False, is_loose=is_loose)
        case Voiced(part, _) if not is_denied:
            return _query(part, is_denied=False, is_loose=is_loose)
        case Near() | Voiced():
            return f"'{NOTHING}'"
        case Not(part):
            return f"!{_query(part, is_denied=not is_denied, is_loose=is_loose)}"
        case AnyOf(parts):
            return _any([_query(part, is_denied=is_denied, is_loose=is_loose) for part in parts])
        case AllOf(parts):
            wanted = [_query(part, is_denied=is_denied, is_loose=is_loose) for part in parts]
            return f"({' & '.join(wanted)})" if wanted else f"'{EVERYTHING}'"


def _sequence(sequence: Sequence, *, is_denied: bool, is_loose: bool) -> str:
    terms = [f"'{term}'" for term in sequence.terms]
    if sequence.is_open:
        terms[-1] += ":*"
    if len(terms) == 1:
        return terms[0]
    if not is_loose:
        return f"({' <-> '.join(terms)})"
    return f"'{NOTHING}'" if is_denied else f"({' & '.join(terms)})"


def _any(parts: list[str]) -> str:
    return f"({' | '.join(parts)})" if parts else f"'{NOTHING}'"
