from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.bounded import TooLong, bounded_line


def test_line_is_cleaned():
    assert bounded_line(" a\x00\n b\t", most=3, what="title") == "a b"


def test_too_long_is_said():
    with pytest.raises(TooLong, match="The role is longer than 3 characters: “abcd…”"):
        bounded_line("abcd", most=3, what="role")


@given(st.text(), st.integers(0, 50))
def test_line_fits_or_is_refused(text, most):
    try:
        line = bounded_line(text, most=most, what="name")
    except TooLong:
        return
    assert len(line) <= most
    assert bounded_line(line, most=most, what="name") == line
