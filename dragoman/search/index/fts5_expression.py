"""A question in the words of FTS5."""

from __future__ import annotations

from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.terms import EVERYTHING, FORM, NOTHING


def expression(node: Node, *, is_denied: bool = False) -> str:
    """In the words of FTS5. What it can't say itself is said so loosely that no clip is missed."""
    match node:
        case Said(sequences):
            return _any([_quoted(" ".join(one.terms), one.is_open) for one in sequences])
        case Begins(form):
            return _quoted(FORM + form, is_open=True)
        case Tagged(tags):
            return _any([_quoted(tag) for tag in tags])
        case Near(one, other, _):
            return _quoted(NOTHING) if is_denied else expression(AllOf((one, other)))
        case AnyOf(parts):
            return _any([expression(part, is_denied=is_denied) for part in parts])
        case Voiced(part, _):
            return _quoted(NOTHING) if is_denied else expression(part)
        case Not(part):
            return f"({_quoted(EVERYTHING)} NOT {expression(part, is_denied=not is_denied)})"
        case AllOf(parts):
            return _all(parts, is_denied=is_denied)


def _all(parts: tuple[Node, ...], *, is_denied: bool) -> str:
    wanted = [expression(part, is_denied=is_denied) for part in parts if not isinstance(part, Not)]
    unwanted = [expression(part.part, is_denied=not is_denied) for part in parts if isinstance(part, Not)]
    both = f"({' AND '.join(wanted)})" if wanted else _quoted(EVERYTHING)
    return f"({both} NOT {_any(unwanted)})" if unwanted else both


def _any(parts: list[str]) -> str:
    return f"({' OR '.join(parts)})" if parts else _quoted(NOTHING)


def _quoted(terms: str, is_open: bool = False) -> str:
    return f'"{terms}"' + (" *" if is_open else "")
