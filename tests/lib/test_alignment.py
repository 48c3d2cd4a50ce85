from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.alignment import Bead, beads


@pytest.mark.parametrize(
    ("labels", "of", "found"),
    [
        ("", [], ()),
        ("ab", [], (Bead((0,), ()), Bead((1,), ()))),
        ("ab", [["b"], ["a"]], (Bead((0,), (1,)), Bead((1,), (0,)))),
        # One renders two, two render one, and a chain of both is one bead.
        ("abc", [["a", "b"], ["c"], ["c"]], (Bead((0, 1), (0,)), Bead((2,), (1, 2)))),
        ("abc", [["a", "b"], ["b", "c"]], (Bead((0, 1, 2), (0, 1)),)),
        ("abc", [["c", "a"]], (Bead((0, 2), (0,)), Bead((1,), ()))),
        ("a", [["z"], []], (Bead((0,), ()),)),
        ("ab", [["z", "b"]], (Bead((0,), ()), Bead((1,), (0,)))),
    ],
)
def test_what_belongs_together_stands_together(labels, of, found):
    assert beads(list(labels), of) == found


LABELS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(LABELS, st.lists(st.lists(st.sampled_from("abcdefghz"), max_size=4), max_size=8))
def test_every_sentence_is_in_one_bead_and_with_all_that_renders_it(labels, of):
    found = beads(labels, of)
    assert sorted(at for bead in found for at in bead.originals) == list(range(len(labels)))
    assert [bead.originals[0] for bead in found] == sorted(bead.originals[0] for bead in found)
    for bead in found:
        here = {labels[at] for at in bead.originals}
        assert [set(of[at]) & set(labels) <= here for at in bead.renderings] == [True] * len(bead.renderings)
        assert all(set(of[at]) & here for at in bead.renderings)
    placed = sorted(at for bead in found for at in bead.renderings)
    assert placed == [at for at, wanted in enumerate(of) if set(wanted) & set(labels)]
