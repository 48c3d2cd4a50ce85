"""Turns on one line."""

from __future__ import annotations

from dragoman.lib.pages.inline import split_inline
from dragoman.lib.pages.lines import Line


def test_turns_on_one_line_are_told_apart() -> None:
    line = Line(3, 'Ali Sample: "Hi." Omar Test: "He said: "no"." Ali Sample: "Bye."')
    assert [part.text for part in split_inline(line)] == [
        'Ali Sample: "Hi."',
        'Omar Test: "He said: "no"."',
        'Ali Sample: "Bye."',
    ]


def test_a_name_inside_a_quotation_does_not_split() -> None:
    line = Line(3, 'Ali Sample: "I told them: Omar Test: "no" was my word."')
    assert list(split_inline(line)) == [line]
