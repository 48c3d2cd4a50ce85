from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.speech.port import Timing, Word
from dragoman.engines.speech.word_times import RawWord, place_words
from dragoman.lib.timecode import Span


def test_good_times_stand_as_they_are() -> None:
    raw = [RawWord("ask", 100, 300, 0.9), RawWord("not", 300, 500, 0.8)]
    assert place_words(raw, Span(0, 1_000), Timing.MODEL) == (
        Word("ask", Span(100, 300), 0.9, Timing.MODEL),
        Word("not", Span(300, 500), 0.8, Timing.MODEL),
    )


def test_a_number_without_times_gets_the_room_between_its_neighbours() -> None:
    raw = [RawWord("about", 0, 400, 1.0), RawWord("3,500", None, None, 0.7), RawWord("men", 900, 1_200, 1.0)]
    assert place_words(raw, Span(0, 1_500), Timing.ALIGNED)[1] == Word(
        "3,500", Span(400, 900), 0.7, Timing.INTERPOLATED
    )


def test_a_number_squeezed_to_nothing_takes_room_from_its_neighbour() -> None:
    raw = [RawWord("in", 0, 400, 1.0), RawWord("1990", 400, 400, 0.7), RawWord("he", 400, 600, 1.0)]
    words = place_words(raw, Span(0, 600), Timing.MODEL)
    assert [word.timing for word in words] == [Timing.MODEL, Timing.INTERPOLATED, Timing.INTERPOLATED]
    assert [word.span for word in words] == [Span(0, 400), Span(400, 533), Span(533, 600)]


def test_more_words_than_milliseconds_cannot_be_placed() -> None:
    with pytest.raises(ValueError, match="3 words do not fit into 2 ms"):
        place_words([RawWord("a", None, None, 1.0)] * 3, Span(0, 2), Timing.MODEL)


time = st.none() | st.integers(-500, 40_000)


@given(
    st.lists(st.builds(RawWord, st.text(max_size=8), time, time, st.floats(0, 1)), max_size=40),
    st.integers(0, 5_000),
    st.integers(40, 30_000),
)
def test_every_word_has_a_place_of_its_own_in_order(raw: list[RawWord], start: int, length: int) -> None:
    bounds = Span(start, start + length)
    words = place_words(raw, bounds, Timing.MODEL)
    assert [word.text for word in words] == [word.text for word in raw]
    assert all(bounds.in_ms <= word.span.in_ms and word.span.out_ms <= bounds.out_ms for word in words)
    assert all(one.span.out_ms <= other.span.in_ms for one, other in pairwise(words))
