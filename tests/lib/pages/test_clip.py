"""One clip."""

from __future__ import annotations

from dragoman.lib.pages.clip import NOTHING_BUT_FURNITURE, read_clip
from dragoman.lib.pages.lines import text_lines
from dragoman.lib.pages.terms import PageClip, Refusal


def test_introduction_at_the_end_of_the_summary_is_split_off() -> None:
    text = (
        "A Title Of Some Length\n#7 | 2:01\nHe hails from the U.S. Following are excerpts from "
        'it:\n\nAli Sample: "Yes."'
    )
    clip = read_clip(text_lines(text))
    assert isinstance(clip, PageClip)
    assert (clip.summary, clip.intro) == (("He hails from the U.S.",), "Following are excerpts from it:")


def test_what_is_missing_is_said() -> None:
    clip = read_clip(text_lines("A Title Of Some Length\n#7"))
    assert isinstance(clip, PageClip)
    assert clip.warnings == (
        "The page gives no date.",
        "The page gives no running time.",
        "The page gives no source.",
        "The page gives no attributed speech.",
    )


def test_unknown_line_above_the_title_is_said() -> None:
    clip = read_clip(text_lines("Some odd line of words.\nApr 09, 2024\nA Title Of Some Length\n#7 | 2:01"))
    assert isinstance(clip, PageClip)
    assert clip.warnings[0] == "Line 1: “Some odd line of words.” stands above the clip and was left out."


def test_no_lines_are_nothing() -> None:
    assert read_clip(()) == Refusal(NOTHING_BUT_FURNITURE)
