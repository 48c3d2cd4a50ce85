"""Attribution."""

from __future__ import annotations

from dragoman.lib.pages.lines import text_lines
from dragoman.lib.pages.terms import PageTurn
from dragoman.lib.pages.turns import read_turns


def turns_of(
    text: str, head: str = "Ali Sample and Omar Test Speak", *, after_intro: bool = False
) -> tuple[PageTurn, ...]:
    return read_turns(text_lines(text), head_text=head, after_intro=after_intro).turns


def test_paragraphs_without_a_label_go_on() -> None:
    assert turns_of('Ali Sample: "One.\n\n[…]\n\n"Two: three.\n\n"Four."\n\nOmar Test: "No."') == (
        PageTurn("Ali Sample", "", ("One.", "[…]", "Two: three.", "Four.")),
        PageTurn("Omar Test", "", ("No.",)),
    )


def test_the_speakers_own_quotation_keeps_its_marks_where_speech_has_none() -> None:
    assert turns_of('Ali Sample: One.\n\n"There is no other."\n\nOmar Test: No.') == (
        PageTurn("Ali Sample", "", ("One.", '"There is no other."')),
        PageTurn("Omar Test", "", ("No.",)),
    )


def test_a_repeated_label_is_the_same_turn() -> None:
    assert turns_of('Ali Sample: "One."\nAli Sample: "Two."') == (
        PageTurn("Ali Sample", "", ("One.", "Two.")),
    )


def test_open_quotation_is_doubted_with_its_line() -> None:
    read = read_turns(text_lines('Ali Sample: "One.\n\nOmar Test: "No."'), head_text="", after_intro=False)
    assert read.doubts == (
        "Line 1: the quotation is never closed; it was read to the end of Ali Sample's turn.",
    )


def test_speech_after_the_introduction_may_have_no_speaker() -> None:
    assert turns_of("We will win.", after_intro=True) == (PageTurn("", "", ("We will win.",)),)


def test_a_doubtful_label_stays_speech_and_is_said() -> None:
    read = read_turns(
        text_lines("Ali Sample: Yes.\n\nUnity: The way."), head_text="Ali Sample", after_intro=False
    )
    assert read.turns == (PageTurn("Ali Sample", "", ("Yes.", "Unity: The way.")),)
    assert read.doubts == ("Line 3: “Unity:” might name a speaker; it was kept as speech.",)
