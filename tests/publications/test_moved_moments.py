from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publications.content import Cut, Gap
from dragoman.publications.moved_moments import Moved, moved
from tests.archive.builders import a_content


def cut_to(*spans, **changes):
    """An edition cut from these stretches of the recording, each played one after the other."""
    cuts = tuple(Cut(first, last, 0, 0, 0) for first, last in spans)
    gaps, at = [], 0
    for (first, last), (following, _) in pairwise(spans):
        at += last - first
        gaps.append(Gap(at, following - last))
    return replace(
        a_content(), cut=cuts[0], passages=cuts if len(cuts) > 1 else (), gaps=tuple(gaps), **changes
    )


WHOLE = cut_to((100_000, 160_000))


@pytest.mark.parametrize(
    ("at_ms", "now", "expected"),
    [
        (20_000, cut_to((100_000, 160_000)), Moved(20_000)),
        (20_000, cut_to((90_000, 160_000)), Moved(30_000)),  # an earlier in point
        (20_000, cut_to((110_000, 160_000)), Moved(10_000)),  # a later one
        (5_000, cut_to((110_000, 160_000)), Moved(0, is_left_out=True)),
        (59_000, cut_to((100_000, 130_000)), Moved(30_000, is_left_out=True)),
        (
            40_000,
            cut_to((100_000, 110_000), (130_000, 160_000)),
            Moved(20_000),
        ),  # a passage taken out before it
        (20_000, cut_to((100_000, 110_000), (130_000, 160_000)), Moved(10_000, is_left_out=True)),
        (20_000, cut_to((110_000, 160_000), recording_sha256="other"), Moved(20_000)),
        (20_000, replace(a_content(), cut=None), Moved(20_000)),
    ],
)
def test_moment_is_found_by_the_clock_of_the_recording(at_ms, now, expected):
    assert moved(at_ms, WHOLE, now) == expected


def test_moment_after_a_join_is_led_back():
    parts = cut_to((100_000, 110_000), (130_000, 160_000))
    assert moved(20_000, parts, WHOLE) == Moved(40_000)


@given(st.integers(0, 40_000), st.integers(0, 15_000), st.integers(0, 15_000))
def test_what_is_in_both_comes_back_to_itself(at_ms, earlier, later):
    wider = cut_to((100_000 - earlier, 160_000 + later))
    there = moved(at_ms, WHOLE, wider)
    assert moved(there.at_ms, wider, WHOLE) == Moved(at_ms)
