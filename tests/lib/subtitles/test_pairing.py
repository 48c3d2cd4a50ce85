from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.subtitles.about import TOP
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.pairing import SNAP_MS, side_by_side
from dragoman.lib.timecode import Span


def cue(first: int, last: int, *lines: str, **more: str) -> CaptionCue:
    return CaptionCue(Span(first, last), lines, **more)


def test_each_stretch_shows_what_both_say_then():
    english = [cue(0, 3000, "One", identifier="s1"), cue(3000, 6000, "Two", identifier="s1.2")]
    chinese = [cue(0, 6000, "一二", identifier="s1"), cue(8000, 9000, "三", identifier="s2")]
    assert side_by_side(english, chinese, ("ltr", "ltr")) == (
        cue(0, 3000, "One", "一二", identifier="s1"),
        cue(3000, 6000, "Two", "一二", identifier="s1.2"),
        cue(8000, 9000, "三", identifier="s2"),
    )


def test_changes_that_nearly_meet_happen_at_once():
    assert side_by_side(
        [cue(0, 3000, "One"), cue(3000, 6000, "Two")],
        [cue(0, 2600, "一"), cue(2600, 6000, "二")],
        ("ltr", "ltr"),
    ) == (cue(0, 3000, "One", "一"), cue(3000, 6000, "Two", "二"))


def test_lines_from_the_right_are_marked_and_signs_are_not():
    (paired,) = side_by_side([cue(0, 900, "Hi", "[✂ 0:12]")], [cue(0, 900, "سلام")], ("ltr", "rtl"))
    assert paired.lines == ("Hi", "[✂ 0:12]", "\u202bسلام\u202c")


def test_what_both_hold_alike_is_shown_once():
    mark = cue(5000, 6500, "[✂ 0:12]", identifier="cut1")
    assert side_by_side([mark], [mark], ("rtl", "ltr")) == (mark,)


def test_a_stretch_stands_at_the_top_only_when_all_of_it_does():
    signs = side_by_side(
        [cue(0, 900, "EXIT", settings=TOP)], [cue(0, 900, "出口", settings=TOP)], ("ltr", "ltr")
    )
    mixed = side_by_side([cue(0, 900, "EXIT", settings=TOP)], [cue(0, 900, "好")], ("ltr", "ltr"))
    assert [one.settings for one in (*signs, *mixed)] == [TOP, ""]


CUES = st.lists(
    st.builds(
        lambda start, length, word: cue(start, start + length, word, identifier="s1"),
        st.integers(0, 20_000),
        st.integers(1, 8_000),
        st.sampled_from("abcd"),
    ),
    max_size=6,
)


@given(CUES, CUES)
def test_no_word_is_lost_none_overlaps_and_none_strays(first, second):
    paired = side_by_side(first, second, ("ltr", "ltr"))
    assert all(one.span.out_ms <= other.span.in_ms for one, other in pairwise(paired))
    assert {line for one in paired for line in one.lines} == {
        line for one in (*first, *second) for line in one.lines
    }
    named = [one.identifier for one in paired if one.identifier]
    assert len(named) == len(set(named))
    for one in first:
        showing = [each.span for each in paired if set(one.lines) <= set(each.lines)]
        assert min(span.in_ms for span in showing) <= one.span.in_ms
        assert max(span.out_ms for span in showing) >= one.span.out_ms
    edges = [at for one in (*first, *second) for at in (one.span.in_ms, one.span.out_ms)]
    for one in paired:
        assert min(abs(at - one.span.in_ms) for at in edges) <= SNAP_MS
