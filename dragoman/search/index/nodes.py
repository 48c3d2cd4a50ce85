"""What an index is asked: a tree of conditions on the terms of a clip."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from dragoman.search.analysis.analyser import Sequence


@dataclass(frozen=True, slots=True)
class Said:
    """One of these sequences of terms stands in the clip."""

    sequences: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Begins:
    """A word that begins like this stands in the clip."""

    form: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """The clip has one of these tags."""

    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Both stand in the clip, in either order, with so many terms between them at most."""

    one: Said
    other: Said
    distance: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; without parts, of every clip."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part at least holds; without parts, of no clip."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class Voiced:
    """The part holds of what these speakers say alone; it denies nothing."""

    part: Node
    slugs: tuple[str, ...]


Node = Said | Begins | Tagged | Near | AllOf | AnyOf | Not | Voiced
Leaf = Said | Begins


def words_wanted(node: Node) -> Iterator[Leaf]:
    """The words that a clip may be found for, in order; none that it must not hold."""
    if isinstance(node, Said | Begins):
        yield node
    elif isinstance(node, Near):
        yield from (node.one, node.other)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from words_wanted(part)
    elif isinstance(node, Voiced):
        yield from words_wanted(node.part)


def voices_wanted(node: Node) -> frozenset[str]:
    """Whose words alone are asked for, by slug; none where anybody's are."""
    if isinstance(node, Voiced):
        return frozenset(node.slugs)
    if isinstance(node, AllOf | AnyOf):
        return frozenset().union(*map(voices_wanted, node.parts))
    return frozenset()


def has_doubt(node: Node) -> bool:
    """Whether anything is asked that only the terms in their order can answer."""
    if isinstance(node, AllOf | AnyOf):
        return any(has_doubt(part) for part in node.parts)
    return has_doubt(node.part) if isinstance(node, Not) else isinstance(node, Near | Voiced)


def has_phrase(node: Node) -> bool:
    """Whether the order of terms matters."""
    if isinstance(node, Said):
        return any(len(one.terms) > 1 for one in node.sequences)
    if isinstance(node, AllOf | AnyOf):
        return any(has_phrase(part) for part in node.parts)
    return has_phrase(node.part) if isinstance(node, Not | Voiced) else isinstance(node, Near)


def only_with(node: Node, held: Callable[[Collection[str]], frozenset[str]]) -> Node:
    """The same without looks of words that no clip has; ``held`` tells which terms stand anywhere.

    A word has a look in each language of its script, and most of them are in no clip: they need not be looked for.
    """
    terms = {term for one in _sequences(node) for term in _whole(one)}
    return _only(node, held(sorted(terms)))


def _sequences(node: Node) -> Iterator[Sequence]:
    match node:
        case Said(sequences):
            yield from sequences
        case Near(one, other, _):
            yield from (*one.sequences, *other.sequences)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _sequences(part)
        case Not(part) | Voiced(part, _):
            yield from _sequences(part)


def _whole(one: Sequence) -> tuple[str, ...]:
    return one.terms[:-1] if one.is_open else one.terms


def _only(node: Node, held: frozenset[str]) -> Node:
    match node:
        case Said():
            return _said(node, held)
        case Near(one, other, distance):
            return Near(_said(one, held), _said(other, held), distance)
        case AllOf(parts):
            return AllOf(tuple(_only(part, held) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_only(part, held) for part in parts))
        case Not(part):
            return Not(_only(part, held))
        case Voiced(part, slugs):
            return Voiced(_only(part, held), slugs)
        case Begins() | Tagged():
            return node


def _said(node: Said, held: frozenset[str]) -> Said:
    return Said(tuple(one for one in node.sequences if held.issuperset(_whole(one))))
