from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clips.passages import BadPassages, read_passages
from dragoman.lib.timecode import Span


def test_passages_are_read_in_order():
    assert read_passages(("0:10-0:45", "", " 1:20 – 2:00 ")) == (Span(10_000, 45_000), Span(80_000, 120_000))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("0:10",), "no passage"),
        (("0:10-x",), "not a time"),
        (("0:45-0:10",), "must come after"),
        (("0:10-0:10.2",), "too short"),
        (("0:10-0:45", "0:40-1:00"), "overlap"),
        (("1:10-1:45", "0:40-1:00"), "comes before"),
        (("0:10-0:45", "0:45-1:00"), "make them one"),
        (tuple(f"{n}-{n}.6" for n in range(101)), "at most"),
    ],
)
def test_what_cannot_be_a_clip_is_said(lines, says):
    with pytest.raises(BadPassages, match=says):
        read_passages(lines)


@given(st.lists(st.text(max_size=30), max_size=4))
def test_anything_typed_is_read_or_refused(lines):
    try:
        read_passages(lines)
    except BadPassages as error:
        assert str(error)
