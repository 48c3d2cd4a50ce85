"""CSV and JSON Lines."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.table import csv_delimiter, is_json_lines, read_csv, read_json_lines
from dragoman.lib.pages.terms import PageClip, Refusal


@pytest.mark.parametrize(
    ("first", "delimiter"),
    [
        ("number,title", ","),
        ("Title;Aired on;x", ";"),
        ('"title"\t"summary"', "\t"),
        ("a,b", None),
        ("", None),
    ],
)
def test_heading_gives_the_delimiter(first: str, delimiter: str | None) -> None:
    assert csv_delimiter(f"{first}\n1,2") == delimiter


def test_bad_rows_are_reported_by_line_and_the_rest_comes_in() -> None:
    text = 'number,title,duration\n1,"A\nB",2:01\nx,C,\n2,,\n1,D,\n3,E,nonsense\n4,F,1,2,3\n5,G,\n'
    clips = read_csv(text, ",")
    assert [(clip.number, clip.title) if isinstance(clip, PageClip) else clip for clip in clips] == [
        (1, "A B"),
        Refusal("Line 4: “x” is not a clip number: a whole number above zero is needed."),
        Refusal("Line 5: the title is missing."),
        Refusal("Line 6: clip 1 is already given on line 2."),
        Refusal("Line 7: “nonsense” is not a running time: write it like 2:01 or 0:02:01."),
        Refusal("Line 8: the row has 5 cells, the heading 3."),
        (5, "G"),
    ]


def test_json_lines_are_told_from_text() -> None:
    assert is_json_lines('\n{"title": "x"}\n')
    assert not is_json_lines("[1]")
    assert not is_json_lines("{curly} text")


def test_bad_objects_are_reported_by_line() -> None:
    clips = read_json_lines(
        '{"title": "A"}\n\n{"title": 1}\n' + "[" * 100_000 + '\n{"title": "B", "duration_ms": true}'
    )
    assert [clip.title if isinstance(clip, PageClip) else clip.reason for clip in clips] == [
        "A",
        "Line 3: “title” must be text, not 1.",
        "Line 4: this JSON is nested too deeply or holds a number too long to read.",
        "Line 5: “duration_ms” must be whole milliseconds above zero, at most a day, not True.",
    ]
