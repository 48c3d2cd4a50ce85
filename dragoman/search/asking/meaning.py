"""A question as conditions on terms, for the languages and names that the archive has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.search.analysis.analyser import forms_of, sequences_of
from dragoman.search.asking.tree import (
    Beginning,
    Close,
    Either,
    Filter,
    Part,
    Phrase,
    Question,
    Remark,
    Together,
    Trouble,
    Without,
    Word,
)
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Node, Not, Said, Tagged, Voiced
from dragoman.search.index.terms import Span, span_of, tag_of

_SHORTEST = 2

Values = Callable[[str, str], tuple[str, ...]]
"""The values that a name of some kind stands for, as clips are tagged: ``("speaker", "lin")``."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``node`` is None where no words are left to look for."""

    node: Node | None
    span: Span
    remarks: tuple[Remark, ...]


def meaning_of(question: Question, languages: tuple[str, ...], values: Values) -> Meaning:
    """What to ask an index whose words are in these languages."""
    compiling = _Compiling(languages, values, list(question.remarks))
    node = compiling.node(question.tree) if question.tree is not None else None
    span = span_of(question.first, question.last)
    if node is None and question.tree is None and (question.first or question.last):
        node = AllOf(())
    return Meaning(node, span, tuple(dict.fromkeys(compiling.remarks)))


@dataclass
class _Compiling:
    languages: tuple[str, ...]
    values: Values
    remarks: list[Remark]

    def node(self, part: Part) -> Node | None:
        """None for a part without any words, which then counts as not asked."""
        match part:
            case Word(text) | Phrase(text):
                return self.said(text)
            case Beginning(text):
                return self.begins(text)
            case Filter(kind, value):
                return self.tagged(kind, value)
            case Close(one, other, distance):
                return self.near(self.said(one.text), self.said(other.text), distance)
            case Without(inner):
                node = self.node(inner)
                return None if node is None else Not(node)
            case Together(parts):
                return self.together(parts)
            case Either(parts):
                return _of(AnyOf, self.nodes(parts))

    def nodes(self, parts: tuple[Part, ...]) -> tuple[Node, ...]:
        return tuple(node for node in map(self.node, parts) if node is not None)

    def together(self, parts: tuple[Part, ...]) -> Node | None:
        """With speakers named beside them, words are those that these speakers say."""
        whose = tuple(part for part in parts if isinstance(part, Filter) and part.kind == "speaker")
        nodes = self.nodes(parts)
        if not whose:
            return _of(AllOf, nodes)
        slugs = tuple(dict.fromkeys(slug for part in whose for slug in self.values(part.kind, part.value)))
        return _of(AllOf, tuple(Voiced(node, slugs) if _is_said(node) else node for node in nodes))

    def said(self, text: str) -> Said | None:
        sequences = sequences_of(text, self.languages)
        if not sequences:
            self.remarks.append(Remark(Trouble.NO_WORDS, text.strip()))
            return None
        return Said(sequences)

    def begins(self, text: str) -> Node | None:
        """The beginning of a word; in scripts without spaces every run of characters is one already."""
        forms = forms_of(text)
        if not forms:
            return self.said(text)
        if len(forms) > 1 or len(forms[0]) < _SHORTEST:
            self.remarks.append(Remark(Trouble.SHORT_BEGINNING, text))
            return self.said(text)
        return Begins(forms[0])

    def near(self, one: Said | None, other: Said | None, distance: int) -> Node | None:
        if one is None or other is None:
            return one or other
        return Near(one, other, distance)

    def tagged(self, kind: str, value: str) -> Tagged:
        found = self.values(kind, value)
        if not found:
            self.remarks.append(Remark(Trouble.UNKNOWN_VALUE, value.strip(), kind))
        return Tagged(tuple(tag_of(kind, one) for one in found))


def _is_said(node: Node) -> bool:
    """Whether it is about words that stand in a clip, and denies none."""
    if isinstance(node, AllOf | AnyOf):
        return all(map(_is_said, node.parts))
    return isinstance(node, Said | Begins | Near)


def _of(make: type[AllOf] | type[AnyOf], nodes: tuple[Node, ...]) -> Node | None:
    return make(nodes) if len(nodes) > 1 else nodes[0] if nodes else None
