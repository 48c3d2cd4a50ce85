"""Looks of words that no clip has are not asked for, and nothing else changes."""

from __future__ import annotations

from dragoman.search.analysis.analyser import Sequence
from dragoman.search.index.nodes import AllOf, AnyOf, Begins, Near, Not, Said, Tagged, Voiced, only_with

ONE, TWO = Sequence(("one",)), Sequence(("two", "words"))
OPEN = Sequence(("one", "be"), is_open=True)


def test_only_known_looks_stay():
    asked = []

    def held(terms):
        asked.append(terms)
        return frozenset({"one", "two"})

    both = Said((ONE, TWO, OPEN))
    kept = Said((ONE, OPEN))
    node = AllOf(
        (
            both,
            Near(both, Said((TWO,)), 3),
            AnyOf((Not(both), Begins("be"))),
            Voiced(both, ("v",)),
            Tagged(("t",)),
        )
    )
    assert only_with(node, held) == AllOf(
        (
            kept,
            Near(kept, Said(()), 3),
            AnyOf((Not(kept), Begins("be"))),
            Voiced(kept, ("v",)),
            Tagged(("t",)),
        )
    )
    assert asked == [["one", "two", "words"]]
