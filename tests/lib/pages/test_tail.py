"""The end of a page."""

from __future__ import annotations

from dragoman.lib.pages.lines import text_lines
from dragoman.lib.pages.tail import cut_tail


def kept(text: str) -> list[str]:
    return [line.text for line in cut_tail(text_lines(text)).body]


def test_furniture_is_cut_only_at_the_end() -> None:
    speech = [
        "Imam: We need help.",
        "Donate today!",
        "Share this with your friends and follow us.",
        "Bless you.",
    ]
    assert kept("\n\n".join([*speech, "Share this Clip:", "Facebook", "© 2024 Example"])) == speech


def test_list_of_other_clips_is_cut_though_it_names_speakers() -> None:
    assert kept(
        'Ali Sample: "Yes."\nRelated Clips\nSome Minister: We Will Win\nComments (1)\nJohn Doe: "Great."'
    ) == ['Ali Sample: "Yes."']


def test_share_box_between_turns_cuts_nothing() -> None:
    body = ['Ali Sample: "Yes."', "Share this Clip:", 'Omar Test: "No."']
    assert kept("\n".join(body)) == body


def test_facts_below_the_speech_are_given_back() -> None:
    cut = cut_tail(text_lines('Ali Sample: "Yes."\nSource: CCTV (China)\n#77 | 02:01\nShare this Clip:'))
    assert [field.text for field, _ in cut.facts] == ["CCTV (China)", "#77", "02:01"]


def test_gap_at_the_end_of_speech_stays() -> None:
    assert kept("Ali Sample: Yes.\n[…]\nShare this Clip:") == ["Ali Sample: Yes.", "[…]"]
