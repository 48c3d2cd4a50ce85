from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.translation.locking import LockedText, lock
from dragoman.engines.translation.port import LockedTerm

TERMS = (LockedTerm("Biden", "Biden"), LockedTerm("Joe Biden", "Joe Biden"), LockedTerm("Kyiv", "Kiev"))


def test_each_occurrence_has_a_placeholder_and_the_longer_term_wins() -> None:
    assert lock("Joe Biden in Kyiv; Biden left Kyiv.", TERMS) == LockedText(
        "__T0__ in __T1__; __T2__ left __T3__.", ("Joe Biden", "Kiev", "Biden", "Kiev")
    )


def test_unlocking_follows_the_placeholders_wherever_they_went() -> None:
    assert LockedText("", ("A", "B")).unlock("__T1__ e __T0__") == "B e A"


@pytest.mark.parametrize(
    "output", ["__T0__", "__T0__ __T0__ __T1__", "__T0__ ___T1_", "__T0__ __T1__ __T2__", ""]
)
def test_a_placeholder_lost_doubled_or_broken_gives_nothing(output: str) -> None:
    assert LockedText("", ("A", "B")).unlock(output) is None


def test_a_text_that_looks_like_a_placeholder_is_left_alone() -> None:
    assert lock("__T0__ Kyiv", TERMS) == LockedText("__T0__ Kyiv", ())


@given(st.text(alphabet="KyivBden Jo.,", max_size=60))
def test_an_untouched_text_unlocks_to_its_targets(text: str) -> None:
    same = tuple(LockedTerm(term.source, term.source) for term in TERMS)
    locked = lock(text, same)
    assert locked.unlock(locked.text) == text
