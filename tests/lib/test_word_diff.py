from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.word_diff import Piece, word_differences

TEXTS = st.text(alphabet="ab лن中文は1,5'’-. \n\u200c\u0301😀", max_size=40)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", ()),
        ("Same.", "Same.", (Piece("same", "Same."),)),
        (
            "one month earlier than planned",
            "two months earlier than planned",
            (
                Piece("deleted", "one month "),
                Piece("inserted", "two months "),
                Piece("same", "earlier than planned"),
            ),
        ),
        (
            "提前一个月",
            "提前两个月",
            (Piece("same", "提前"), Piece("deleted", "一"), Piece("inserted", "两"), Piece("same", "个月")),
        ),
        (
            "1,500 men",
            "1,600 men",
            (Piece("deleted", "1,500 "), Piece("inserted", "1,600 "), Piece("same", "men")),
        ),
        ("", "New.", (Piece("inserted", "New."),)),
        (
            "لن يعود القطار",
            "سوف يعود القطار",
            (Piece("deleted", "لن "), Piece("inserted", "سوف "), Piece("same", "يعود القطار")),
        ),
    ],
)
def test_changed_words_are_told_apart(before, after, pieces):
    assert word_differences(before, after) == pieces


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(before, after):
    pieces = word_differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate != "inserted") == before
    assert "".join(piece.text for piece in pieces if piece.fate != "deleted") == after
    assert all(one.fate != other.fate for one, other in pairwise(pieces))


def test_texts_too_long_to_compare_changed_as_a_whole():
    long = "word " * 30_000
    assert word_differences(long, "short") == (Piece("deleted", long), Piece("inserted", "short"))
