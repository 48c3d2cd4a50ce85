from __future__ import annotations

import pytest

from dragoman.lib.record.quotation.pieces import pieces_of


def taken(text):
    pieces = pieces_of(text)
    return [" ".join(word.folded for word in run) for run in pieces.runs], pieces.inserted


@pytest.mark.parametrize("gap", ["[...]", "[…]", "(...)", "(…)", "…", "……", "...", ". . .", "[. . .]"])
def test_gaps(gap):
    assert taken(f"one two {gap} three four") == (["one two", "three four"], ())


def test_gaps_at_the_ends_leave_nothing_out():
    assert taken("… one two …") == (["one two"], ())


def test_the_writers_own_words():
    assert taken("and [the minister] said") == (["and", "said"], ("the minister",))


def test_nothing():
    assert taken("[…] — …") == ([], ())
