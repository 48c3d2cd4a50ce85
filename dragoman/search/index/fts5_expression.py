"""A question in the words of FTS5."""

from __future__ import annotations

from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.terms import EVERYTHING, FORM, NOTHING

_MOST_PAIRS = 64


def expression(node: Node, *, is_denied: bool = False) -> str:
    """In the words of FTS5. What it can't say itself is said so loosely that no clip is missed."""
    match node:
        case Said(sequences):
            return _any([quoted(" ".join(one.terms), one.is_open) for one in sequences])
        case Begins(form):
            return quoted(FORM + form, is_open=True)
        case Tagged(tags):
            return _any([quoted(tag) for tag in tags])
        case Near() if can_say(node):
            return _near(node)
        case Near(one, other, _):
            return quoted(NOTHING) if is_denied else expression(AllOf((one, other)))
        case AnyOf(parts):
            return _any([expression(part, is_denied=is_denied) for part in parts])
        case Voiced(part, _):
            return quoted(NOTHING) if is_denied else expression(part)
        case Not(part):
            return f"({quoted(EVERYTHING)} NOT {expression(part, is_denied=not is_denied)})"
        case AllOf(parts):
            return _all(parts, is_denied=is_denied)


def can_say(node: Node) -> bool:
    """Whether FTS5 answers exactly this. It lets words near each other overlap, and takes them one pair at a time."""
    match node:
        case Near(one, other, _):
            ours = [set(sequence.terms) for sequence in one.sequences]
            theirs = [set(sequence.terms) for sequence in other.sequences]
            is_open = any(sequence.is_open for sequence in (*one.sequences, *other.sequences))
            is_apart = all(mine.isdisjoint(yours) for mine in ours for yours in theirs)
            return is_apart and not is_open and len(ours) * len(theirs) <= _MOST_PAIRS
        case AllOf(parts) | AnyOf(parts):
            return all(map(can_say, parts))
        case Not(part):
            return can_say(part)
        case Voiced():
            return False
        case _:
            return True


def _near(node: Near) -> str:
    return _any(
        [
            f"NEAR({quoted(' '.join(one.terms))} {quoted(' '.join(other.terms))}, {node.distance})"
            for one in node.one.sequences
            for other in node.other.sequences
        ]
    )


def _all(parts: tuple[Node, ...], *, is_denied: bool) -> str:
    wanted = [expression(part, is_denied=is_denied) for part in parts if not isinstance(part, Not)]
    unwanted = [expression(part.part, is_denied=not is_denied) for part in parts if isinstance(part, Not)]
    both = f"({' AND '.join(wanted)})" if wanted else quoted(EVERYTHING)
    return f"({both} NOT {_any(unwanted)})" if unwanted else both


def _any(parts: list[str]) -> str:
    return f"({' OR '.join(parts)})" if parts else quoted(NOTHING)


def quoted(terms: str, is_open: bool = False) -> str:
    return f'"{terms}"' + (" *" if is_open else "")
