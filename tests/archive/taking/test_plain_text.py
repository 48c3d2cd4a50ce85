from __future__ import annotations

from dataclasses import replace

from dragoman.archive.taking.plain_text import write_text
from dragoman.archive.taking.wanted import Wanted
from dragoman.publications.content import Gap, TranslationTrack
from tests.archive.builders import a_clip, a_content, a_line, a_rendering

LINES = (
    a_line("1"),
    a_line("2", text="", in_ms=12_000, out_ms=14_000, is_withheld=True),
    a_line("3", voice="", kind="on-screen", text="出口", in_ms=None, out_ms=None),
)
RENDERINGS = (a_rendering("1", note="Said twice."), replace(a_rendering("2", ""), is_withheld=True))
CLIP = a_clip(
    a_content(
        lines=LINES,
        translations=(TranslationTrack("en", RENDERINGS, ""),),
        gaps=(Gap(10_000, 65_000),),
        rights="",
    )
)


def test_numbered_sentences_with_times_both_languages_and_what_is_not_there():
    assert write_text(CLIP, Wanted(("en", ""))).decode() == (
        "Night trains will cross the Selva bridge again from 1 May, a month earlier than planned\n"
        "夜间列车五月一日起重返塞尔瓦大桥，比原计划提前一个月\n"
        "DRG 11045, edition 1, as of 9 April 2024\n"
        "http://localhost:8000/11045\n"
        "SHA-256 c37791bec37791be…\n"
        "\n"
        "Lin Ruomei, spokesperson, Border Railway Office\n"
        "[s1 0:04] Good morning.\n"
        "    早上好。\n"
        "    (Note: Said twice.)\n"
        "\n"
        "[Left out here: 1:05 of the broadcast]\n"
        "\n"
        "Lin Ruomei, spokesperson, Border Railway Office\n"
        "[s2 0:12] [Withheld]\n"
        "    [Withheld]\n"
        "\n"
        "Speaker not named [On-screen text]\n"
        "[s3] [Not translated yet]\n"
        "    出口\n"
        "\n"
        "Transcribed by Tomas Hale. Translated from Chinese by Mara Lindqvist. Reviewed by Ines Okafor.\n"
    )


def test_one_language_alone():
    original = write_text(CLIP, Wanted(("",))).decode()
    translated = write_text(CLIP, Wanted(("en",))).decode()
    assert ("早上好" in original, "Good morning" in original) == (True, False)
    assert ("早上好" in translated, "Good morning" in translated) == (False, True)
