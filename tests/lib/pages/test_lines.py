"""Text as lines."""

from __future__ import annotations

from dragoman.lib.pages.lines import Line, clean, squeeze, text_lines


def test_clean_takes_out_what_nobody_sees() -> None:
    assert clean("a\u200f\u200b\r\nb\u00ad\ufeff\x00c\rd\u2028e") == "a\nbc\nd\ne"


def test_joiners_stay_inside_words_only() -> None:
    assert clean("می\u200cگوید\u200c: \u200dx 👨\u200d👩") == "می\u200cگوید: x 👨\u200d👩"


def test_squeeze_takes_no_break_spaces_too() -> None:
    assert squeeze("\u00a0a \u2009\t b\u202f") == "a b"


def test_lines_keep_their_number_and_whether_a_gap_stood_before() -> None:
    assert text_lines("a\nb\n\n\nc") == (Line(1, "a"), Line(2, "b", gap=False), Line(5, "c"))


def test_markdown_signs_are_read() -> None:
    assert text_lines(
        "# Big One\n\n> **Ali:** *so* [here](http://a.b)\n\n#77 | 2:01\n\n*Host:* Yes \\[x\\]"
    ) == (
        Line(1, "Big One", rank=1),
        Line(3, "Ali: *so* here", lead=4),
        Line(5, "#77 | 2:01"),
        Line(7, "Host: Yes [x]", lead=5),
    )


def test_wrapped_paragraphs_are_joined_and_short_lines_are_not() -> None:
    wrapped = (
        "Title Of It\n#1 | 2:01\n\n"
        "The minister spoke about the long road to peace and about the many things\n"
        "that must be done before it can be reached by all of the people in all the\n"
        "region, and also said that the others had a duty to help them as they could\n"
        "do so.\n"
    )
    assert [line.text for line in text_lines(wrapped)] == [
        "Title Of It",
        "#1 | 2:01",
        " ".join(wrapped.split("\n")[3:]).strip(),
    ]
