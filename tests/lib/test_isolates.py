from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.isolates import direction_of, isolated

RTL, LTR, END = "\u2067", "\u2066", "\u2069"


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("plain", "ltr", "plain"),
        ("«قال 12%»", "ltr", f"{RTL}«قال 12%»{END}"),
        ("«قال 12%»", "rtl", "«قال 12%»"),
        ("“שלום”", "ltr", f"{RTL}“שלום”{END}"),
        ("http://a.example/1#s2", "rtl", f"{LTR}http://a.example/1#s2{END}"),
        ("“夜间列车”", "rtl", f"{LTR}“夜间列车”{END}"),
        ("0:07", "rtl", "0:07"),
        ("", "rtl", ""),
    ],
)
def test_only_what_runs_the_other_way_is_isolated(text, base, expected):
    assert isolated(text, base) == expected


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_the_words_are_never_touched(text, base):
    made = isolated(text, base)
    assert made in (text, f"{LTR}{text}{END}", f"{RTL}{text}{END}")
    assert (made == text) == (direction_of(text) in (None, base))
    assert unicodedata.bidirectional(END) == "PDI"
