from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.lib.subtitles.about import TOP
from dragoman.lib.timecode import Span
from dragoman.publications.content import Gap, TranslationTrack
from dragoman.publications.timed_captions import captions_in, captions_of
from tests.archive.builders import a_content, a_line, a_rendering

SAID = (
    a_line("1", voice="v1", text="早上好。", in_ms=0, out_ms=2_000),
    a_line("2", voice="v1", text="谢谢。", in_ms=2_000, out_ms=4_000),
    a_line("3", voice="v2", language="ru", text="Спасибо.", in_ms=4_000, out_ms=6_000),
    a_line("4", voice="", text="出口", in_ms=6_000, out_ms=8_000, kind="on-screen"),
    a_line("5", voice="", text="（人声）", in_ms=8_000, out_ms=9_000),
    a_line("6", voice="v1", text="没有时间。", in_ms=None, out_ms=None),
)


def content(*renderings, lines=SAID, **changes):
    tracks = (TranslationTrack("en", renderings, ""),) if renderings else ()
    return a_content(lines=lines, translations=tracks, **changes)


def shown(captions):
    return [(one.span.in_ms, one.span.out_ms, *one.lines) for one in captions.cues]


def test_names_stand_where_the_speaker_changes_and_signs_at_the_top():
    found = captions_of(content(), "zh")
    assert shown(found) == [
        (0, 2_000, "Lin Ruomei: 早上好。"),
        (2_000, 4_000, "谢谢。"),
        (6_000, 8_000, "出口"),
        (8_000, 9_000, "– （人声）"),
    ]
    assert [one.settings for one in found.cues] == ["", "", TOP, ""]
    assert (found.language, found.untimed, found.withheld, found.is_mixed) == ("zh", ("6",), (), False)


def test_what_was_said_in_any_language_stands_in_order():
    found = captions_of(content(), "")
    assert [line for *_, line in shown(found)][:3] == [
        "Lin Ruomei: 早上好。",
        "谢谢。",
        "Vera Sokolskaya: Спасибо.",
    ]


def test_one_rendering_of_several_sentences_is_shown_as_long_as_they_are_heard():
    found = captions_of(
        content(a_rendering("1", "Good morning and thank you.", of=("1", "2")), a_rendering("3", "Thanks.")),
        "en",
    )
    assert shown(found) == [
        (0, 4_000, "Lin Ruomei: Good morning and thank you."),
        (4_000, 6_000, "Vera Sokolskaya: Thanks."),
    ]


def test_names_come_again_after_a_cut_and_the_cut_is_marked():
    found = captions_of(content(gaps=(Gap(2_000, 12_000),)), "zh")
    assert shown(found)[:3] == [
        (0, 2_000, "Lin Ruomei: 早上好。"),
        (2_000, 3_500, "[✂ 0:12]"),
        (2_000, 4_000, "Lin Ruomei: 谢谢。"),
    ]


def test_withheld_words_are_named_and_never_shown():
    lines = (SAID[0], replace(SAID[1], text="", is_withheld=True))
    rendering = replace(a_rendering("2", ""), is_withheld=True)
    made = content(a_rendering("1"), rendering, lines=lines)
    assert [captions_of(made, tag).withheld for tag in ("zh", "en", "")] == [("2",)] * 3
    assert shown(captions_of(made, "en")) == [(0, 2_000, "Lin Ruomei: Good morning.")]


@pytest.mark.parametrize(("asked", "found"), [("zh-TW", "zh"), ("en-GB", "en"), ("fr", None), ("x", None)])
def test_a_variety_of_a_language_is_that_language(asked, found):
    captions = captions_of(content(a_rendering("1")), asked)
    assert (captions and captions.cues[0].lines) == (
        {"zh": ("Lin Ruomei: 早上好。",), "en": ("Lin Ruomei: Good morning.",), None: None}[found]
    )


def test_two_languages_stand_together():
    found = captions_in(content(a_rendering("1"), a_rendering("2", "Thank you.")), ("en", ""))
    assert shown(found)[:2] == [
        (0, 2_000, "Lin Ruomei: Good morning.", "Lin Ruomei: 早上好。"),
        (2_000, 4_000, "Thank you.", "谢谢。"),
    ]
    assert (found.is_mixed, found.untimed) == (True, ("6",))
    assert captions_in(content(), ("fr", "zh")) is captions_in(content(), ()) is None


def test_words_that_run_both_ways_carry_marks_of_their_own():
    lines = (a_line("1", language="ar", text="سلام", voice=""), replace(SAID[2], in_ms=10_000, out_ms=11_000))
    found = captions_of(content(lines=lines), "")
    assert [one.lines for one in found.cues] == [("\u202bسلام\u202c",), ("Vera Sokolskaya: Спасибо.",)]
    assert found.is_mixed
    assert captions_of(content(lines=lines), "ar").cues[0].span == Span(4_000, 9_000)
    assert captions_of(content(lines=lines), "ar").cues[0].lines == ("سلام",)
