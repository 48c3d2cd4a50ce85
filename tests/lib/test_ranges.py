from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.ranges import ByteRange, RangeNotSatisfiable, requested_range


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("bytes=0-499", ByteRange(0, 499)),
        ("bytes=500-999", ByteRange(500, 999)),
        ("bytes=-500", ByteRange(9500, 9999)),
        ("bytes=9500-", ByteRange(9500, 9999)),
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=-1", ByteRange(9999, 9999)),
        ("bytes=0-", ByteRange(0, 9999)),
        ("bytes=9000-20000", ByteRange(9000, 9999)),
        ("bytes=-20000", ByteRange(0, 9999)),
        ("BYTES=0-1", ByteRange(0, 1)),
        ("bytes= 0-1", ByteRange(0, 1)),
        ("bytes=,0-1,", ByteRange(0, 1)),
        ("bytes=00000-0001", ByteRange(0, 1)),
    ],
)
def test_one_range_is_understood(header, asked):
    assert requested_range(header, 10_000) == asked


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5",
        "bytes=5-3",
        "bytes=-5-",
        "bytes=--5",
        "bytes=1.5-2",
        "bytes=+1-2",
        "bytes=٠-٥",
        "items=0-5",
        "bytes=0-1,5-6",
        "bytes=0-99999999999999999999999",
        "=0-5",
    ],
)
def test_whole_file_is_the_answer_to_what_may_be_ignored(header):
    assert requested_range(header, 10_000) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=10000-", 10_000), ("bytes=-0", 10_000), ("bytes=0-", 0), ("bytes=0-5", 0)]
)
def test_range_outside_the_file_is_refused(header, size):
    with pytest.raises(RangeNotSatisfiable):
        requested_range(header, size)


def test_suffix_of_an_empty_file_is_all_of_it():
    assert requested_range("bytes=-5", 0) is None


def test_content_range_counts_as_the_header_does():
    asked = ByteRange(500, 999)
    assert (asked.length, asked.content_range(1234)) == (500, "bytes 500-999/1234")


@given(st.text(max_size=60) | st.from_regex(r"bytes=[\d,\- ]{0,30}", fullmatch=True), st.integers(0, 2**40))
def test_any_header_gives_a_range_inside_the_file_or_none(header, size):
    try:
        asked = requested_range(header, size)
    except RangeNotSatisfiable:
        return
    assert asked is None or 0 <= asked.first <= asked.last < size
