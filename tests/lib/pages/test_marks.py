"""Quotation marks."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.marks import is_note, opens_quotation, peel


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"Yes."', "Yes."),
        ("“Yes.”", "Yes."),
        ("« Oui. »", "Oui."),
        ("„Ja.“", "Ja."),
        ("「はい。」", "はい。"),
        ("”Ja.”", "Ja."),
        ("»Ja.«", "Ja."),
        ("'Yes, it's fine.'", "Yes, it's fine."),
        ("“你好”", "你好"),
        ('"Text".', "Text."),
        ('"He said: "Go home," and I went."', 'He said: "Go home," and I went.'),
        ("“He said: ‘Go “home”.’”", "He said: ‘Go “home”.’"),
        ('"One." [Applause] "Two." (laughs)', "One. [Applause] Two. (laughs)"),
        ('[sighs] "Three."', "[sighs] Three."),
    ],
)
def test_outer_marks_are_taken_off(text: str, inner: str) -> None:
    peeled = peel(text, carried=False)
    assert (peeled.text, peeled.quoted, peeled.open) == (inner, True, False)


@pytest.mark.parametrize(
    "text", ['"Who?" That is what they ask.', '"A" and "B"', "Plain.", "'Abd Al-Aziz came.", 'He said "no"']
)
def test_marks_that_are_not_the_outer_pair_stay(text: str) -> None:
    peeled = peel(text, carried=False)
    assert (peeled.text, peeled.quoted, peeled.open) == (text, False, False)


def test_an_open_quotation_is_carried_to_the_paragraph_that_closes_it() -> None:
    first, middle, last = (
        peel('"One.', carried=False),
        peel("Two.", carried=True),
        peel('Three."', carried=True),
    )
    assert [(part.text, part.open) for part in (first, middle, last)] == [
        ("One.", True),
        ("Two.", True),
        ("Three.", False),
    ]


def test_notes_are_brackets_and_nothing_else() -> None:
    assert all(
        map(is_note, ["[…]", "[...]", "(laughs)", '[On-screen text: "Down (with) it"]', "[a] (b)", "…"])
    )
    assert not any(map(is_note, ["", "[a] b", "(A) word", "text"]))


def test_openers() -> None:
    assert all(map(opens_quotation, ['"a', "“a", "«a", "„a", "「a"]))
    assert not any(map(opens_quotation, ["", "a", "」a", "'a"]))
