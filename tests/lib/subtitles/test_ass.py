from __future__ import annotations

import re

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.subtitles.about import TOP, About
from dragoman.lib.subtitles.ass import write
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span

ABOUT = About("Night trains, {again}", "en", ("DRG 11045, edition 2", "https://example.org/11045"))
CUES = (
    CaptionCue(Span(4_000, 9_123), ("Good morning,", "everyone."), "Lin, R.", "s1"),
    CaptionCue(Span(9_123, 9_127), ("{\\b1}no\\Nstyle}",)),
    CaptionCue(Span(3_725_000, 3_726_000), ("EXIT",), settings=TOP),
)


def test_another_program_reads_what_was_written():
    read = pysubs2.SSAFile.from_string(write(CUES, ABOUT))
    assert [(one.start, one.end, one.name, one.style, one.plaintext) for one in read] == [
        (4_000, 9_120, "Lin; R.", "Default", "Good morning,\neveryone."),
        (9_120, 9_130, "", "Default", "｛\\\u2060b1｝no\\\u2060Nstyle｝"),
        (3_725_000, 3_726_000, "", "Top", "EXIT"),
    ]
    assert (read.info["Title"], read.info["PlayResY"]) == ("Night trains, ｛again｝", "1080")
    assert (read.styles["Default"].alignment, read.styles["Top"].alignment) == (2, 8)


def test_the_head_says_where_the_file_comes_from():
    assert write(CUES, ABOUT).splitlines()[:3] == [
        "[Script Info]",
        "; DRG 11045, edition 2",
        "; https://example.org/11045",
    ]


def test_arabic_runs_from_the_right_in_players_that_ask_and_in_those_that_do_not():
    made = write([CaptionCue(Span(0, 1000), ("قال الوزير (Lavrov).",))], About("", "ar"))
    (event,) = pysubs2.SSAFile.from_string(made)
    assert event.text == "\u202bقال الوزير (Lavrov).\u202c"
    assert re.findall(r"^Style: \w+,.*,(-?\d)$", made, re.MULTILINE) == ["-1", "-1"]


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@pytest.mark.filterwarnings("error")
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 10**5), TEXT, TEXT), max_size=4), TEXT)
def test_no_text_becomes_a_command_or_another_line(given_cues, title):
    cues = [CaptionCue(Span(at, at + length), (text,), who) for at, length, text, who in given_cues]
    read = pysubs2.SSAFile.from_string(write(cues, About(title, "en", (title,))))
    assert len(read) == len(cues)
    for event, (_, _, text, _) in zip(read, given_cues, strict=True):
        assert not re.search(r"\{|\\[^N\u2060]", event.text)
        kept = re.sub(r"\s|\u2060", "", text.translate({0: "\ufffd", ord("{"): "｛", ord("}"): "｝"}))
        assert re.sub(r"\s|\u2060", "", event.text.replace(r"\N", "")) == re.sub(r"[\x1c-\x1e\x85]", "", kept)
