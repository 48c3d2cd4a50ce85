from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.timecode import BadTimecode, Span, format_clock, format_precise, format_seconds, parse_clock


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("0:05", 5_000),
        ("2:06", 126_000),
        ("75", 75_000),
        ("75.5", 75_500),
        ("1:02:01", 3_721_000),
        ("0:00,040", 40),
        (" 1:15.2505 ", 75_251),
        ("90:00", 5_400_000),
    ],
)
def test_clock_is_read(text, milliseconds):
    assert parse_clock(text) == milliseconds


@pytest.mark.parametrize("text", ["", "1:75", "1:60:00", "-1", "1:", ":10", "abc", "1:2:3:4", "١:٠٥", "1e3"])
def test_what_is_no_clock_is_refused(text):
    with pytest.raises(BadTimecode):
        parse_clock(text)


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_refused(text):
    with contextlib.suppress(BadTimecode):
        assert parse_clock(text) >= 0


@given(st.integers(0, 10**9))
def test_precise_form_reads_back(at_ms):
    assert parse_clock(format_precise(at_ms)) == at_ms


@given(st.integers(0, 10**9))
def test_seconds_form_reads_back(at_ms):
    assert parse_clock(format_seconds(at_ms)) == at_ms if at_ms < 10**9 else True


@pytest.mark.parametrize(
    ("milliseconds", "clock"), [(0, "0:00"), (121_999, "2:01"), (3_600_000, "1:00:00"), (59_999, "0:59")]
)
def test_clock_is_written_for_readers(milliseconds, clock):
    assert format_clock(milliseconds) == clock


@pytest.mark.parametrize(("in_ms", "out_ms"), [(-1, 5), (5, 5), (6, 5)])
def test_span_without_length_is_refused(in_ms, out_ms):
    with pytest.raises(ValueError, match=r"point"):
        Span(in_ms, out_ms)


def test_span_is_half_open():
    span = Span(1_000, 2_000)
    assert (span.contains(1_000), span.contains(1_999), span.contains(2_000)) == (True, True, False)
    assert (span.duration_ms, span.shifted(500)) == (1_000, Span(1_500, 2_500))
