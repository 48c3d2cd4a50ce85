from __future__ import annotations

from dragoman.archive.voices import Bar, Lane, parts_of, score_of
from dragoman.lib.timecode import Span
from dragoman.publications.content import Voice
from tests.archive.builders import a_content, a_line


def test_score_has_a_lane_for_each_speaker_and_bars_without_short_pauses():
    assert score_of(a_content()) == (
        Lane(
            1,
            "Lin Ruomei",
            (
                Bar(Span(4_000, 28_000), "1"),
                Bar(Span(75_000, 83_000), "9"),
                Bar(Span(92_000, 98_000), "10"),
                Bar(Span(110_000, 118_000), "13"),
            ),
        ),
        Lane(2, "Vera Sokolskaya", (Bar(Span(35_000, 54_000), "5"), Bar(Span(98_000, 105_000), "11"))),
        Lane(3, "Reporter", (Bar(Span(72_000, 75_000), "8"),)),
    )


def test_score_is_empty_without_times():
    assert score_of(a_content(lines=(a_line("1", in_ms=None, out_ms=None),))) == ()


def test_the_four_who_speak_longest_have_lanes_and_the_rest_share_one():
    voices = tuple(Voice(f"v{n}", f"Voice {n}", "", "", f"voice-{n}") for n in range(1, 7))
    lines = tuple(
        a_line(str(n), voice=f"v{n}", in_ms=n * 10_000, out_ms=n * 10_000 + length)
        for n, length in enumerate((100, 5_000, 4_000, 200, 3_000, 2_000), start=1)
    )
    content = a_content(voices=voices, lines=lines)
    assert {key: part.lane for key, part in parts_of(content).items()} == {
        "": 5,
        "v1": 5,
        "v2": 1,
        "v3": 2,
        "v4": 5,
        "v5": 3,
        "v6": 4,
    }
    assert [(lane.lane, lane.name, len(lane.bars)) for lane in score_of(content)] == [
        (1, "Voice 2", 1),
        (2, "Voice 3", 1),
        (3, "Voice 5", 1),
        (4, "Voice 6", 1),
        (5, "", 2),
    ]


def test_what_nobody_says_has_no_bar():
    assert score_of(a_content(lines=(a_line("1", kind="on-screen", voice=""),))) == ()


def test_unknown_speaker_is_among_the_others():
    assert score_of(a_content(lines=(a_line("1", voice=""),))) == (
        Lane(5, "", (Bar(Span(4_000, 9_000), "1"),)),
    )
