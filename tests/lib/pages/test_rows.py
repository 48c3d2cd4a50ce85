"""One row."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.rows import RowIsUnreadable, clip_of_record, clip_of_row
from dragoman.lib.pages.terms import PageClip, PageSource, PageTurn, as_json


def test_record_of_a_clip_gives_the_clip_again() -> None:
    clip = PageClip(
        1, "T", None, 5, (PageSource("A", "Iran", "IR"),), "I", ("S",), (PageTurn("A", "r", ("p",)),), ("w",)
    )
    assert clip_of_record(as_json(clip), line=1) == clip


def test_turns_in_a_cell_are_read_like_a_page_or_as_json() -> None:
    turns = (PageTurn("Ali Sample", "", ("Yes.",)), PageTurn("Omar Test", "", ("No.",)))
    assert clip_of_row({"title": "T", "turns": 'Ali Sample: "Yes."\nOmar Test: "No."'}, line=2).turns == turns
    assert clip_of_row({"title": "T", "turns": '[{"speaker": "A", "paragraphs": ["p"]}]'}, line=2).turns == (
        PageTurn("A", "", ("p",)),
    )


def test_old_address_is_read_from_both_forms() -> None:
    address = "https://old.example/page.asp?id=7"
    assert clip_of_record({"title": "T", "address": address}, line=1).address == address
    assert clip_of_row({"title": "T", "address": f" {address} "}, line=2).address == address
    assert clip_of_row({"title": "T"}, line=2).address == ""


def test_unknown_column_is_said() -> None:
    assert clip_of_row({"title": "T", "mood": "x"}, line=2).warnings == (
        "Line 2: the column “mood” is not known and was left out.",
    )


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"title": ""},
        {"title": "T", "sources": "x"},
        {"title": "T", "sources": [{}]},
        {"title": "T", "turns": [{"speaker": "A"}]},
        {"title": "T", "address": ["https://old.example/7"]},
        {"title": "T", "aired_on": "soon"},
        {"title": "T", "number": 1.5},
        {"title": "T", "number": True},
    ],
)
def test_wrong_values_are_refused(record: dict[str, object]) -> None:
    with pytest.raises(RowIsUnreadable):
        clip_of_record(record, line=1)
