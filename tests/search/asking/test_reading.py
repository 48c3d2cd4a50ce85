from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.search.asking.reading import read_question
from dragoman.search.asking.tree import (
    Beginning,
    Close,
    Either,
    Filter,
    Phrase,
    Question,
    Remark,
    Together,
    Trouble,
    Without,
    Word,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("a", A),
        ("a b", Together((A, B))),
        ("a AND b", Together((A, B))),
        ("a OR b", Either((A, B))),
        ("a b OR c", Either((Together((A, B)), C))),
        ("a (b OR c)", Together((A, Either((B, C))))),
        ("a -b", Together((A, Without(B)))),
        ("a NOT b", Together((A, Without(B)))),
        ("NOT NOT a", A),
        ("a and b", Together((A, Word("and"), B))),
        ('"a b"', Phrase("a b")),
        ("“a b” c", Together((Phrase("a b"), C))),
        ("«a b»", Phrase("a b")),
        ("「霸权主义」", Phrase("霸权主义")),
        ("a NEAR b", Close(A, B, 10)),
        ("a NEAR/3 b", Close(A, B, 3)),
        ("a NEAR/3 b NEAR c", Together((Close(A, B, 3), Close(B, C, 10)))),
        ("bridg*", Beginning("bridg")),
        ("speaker:lin", Filter("speaker", "lin")),
        ('speaker:"Lin Ruomei" a', Together((Filter("speaker", "Lin Ruomei"), A))),
        ("person:lin channel:x", Together((Filter("speaker", "lin"), Filter("source", "x")))),
        ("lang:zh country:CN topic:rail", Together((
            Filter("language", "zh"), Filter("country", "CN"), Filter("topic", "rail")))),
        ("year:2023-2024", Either((Filter("year", "2023"), Filter("year", "2024")))),
        ("F-16", Word("F-16")),
        ("it's", Word("it's")),
        ('צה"ל', Word('צה"ל')),
    ],
)  # fmt: skip
def test_what_is_understood(text, tree):
    assert read_question(text) == Question(text, tree)


def test_days_bound_the_whole():
    assert read_question("a from:2023-05 to:2024") == Question(
        "a from:2023-05 to:2024", A, date(2023, 5, 1), date(2024, 12, 31)
    )


@pytest.mark.parametrize(
    ("text", "tree", "remark"),
    [
        ('"a b', Phrase("a b"), Remark(Trouble.OPEN_QUOTE)),
        ("(a b", Together((A, B)), Remark(Trouble.OPEN_BRACKET)),
        ("a) b", Together((A, B)), Remark(Trouble.STRAY_BRACKET)),
        ("a OR", A, Remark(Trouble.STRAY_OPERATOR, "OR")),
        ("AND a", A, Remark(Trouble.STRAY_OPERATOR, "AND")),
        ("a NOT", A, Remark(Trouble.STRAY_OPERATOR, "NOT")),
        ("a NEAR (b OR c)", Together((A, Either((B, C)))), Remark(Trouble.NEAR_WHAT, "NEAR")),
        ("a NEAR/400 b", Close(A, B, 30), Remark(Trouble.TOO_FAR, "NEAR/400")),
        ("colour:red", Phrase("colour red"), Remark(Trouble.UNKNOWN_FIELD, "colour")),
        ("a speaker:", A, Remark(Trouble.EMPTY_FIELD, "speaker")),
        ("a year:20", A, Remark(Trouble.NO_DATE, "year:20")),
        ("a from:2024-02-31", A, Remark(Trouble.NO_DATE, "from:2024-02-31")),
    ],
)
def test_what_is_not_understood_is_said(text, tree, remark):
    assert read_question(text) == Question(text, tree, remarks=(remark,))


def test_dates_within_an_alternative_hold_for_all_and_it_is_said():
    found = read_question("a OR (b from:2024)")
    assert (found.tree, found.first) == (Either((A, B)), date(2024, 1, 1))
    assert found.remarks == (Remark(Trouble.DATES_OF_ALL, "from:2024"),)


def test_very_long_and_very_deep():
    assert Remark(Trouble.TOO_LONG) in read_question("a " * 600).remarks
    assert Remark(Trouble.TOO_DEEP) in read_question("(" * 30 + "a").remarks
    assert read_question("a " * 100).remarks == (Remark(Trouble.TOO_MANY, "a"),)


@given(st.text(alphabet='ab "()«»:-*|&،。中ORANDT NEAR/3', max_size=80) | st.text(max_size=200))
def test_nothing_is_an_error(text):
    assert read_question(text).text == text
