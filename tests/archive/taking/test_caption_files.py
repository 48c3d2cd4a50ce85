from __future__ import annotations

import xml.etree.ElementTree as Tree
from dataclasses import replace

import pysubs2
import pytest
import ttconv.imsc.reader as imsc_reader

from dragoman.archive.taking.caption_files import write_ass, write_srt, write_ttml, write_vtt
from dragoman.archive.taking.wanted import NotThere, Wanted
from dragoman.lib.subtitles import webvtt
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_clip, a_content, a_line, a_rendering

CLIP = a_clip()
ENGLISH, ORIGINAL, BOTH = Wanted(("en",)), Wanted(("",)), Wanted(("en", ""))
ARABIC = a_clip(
    a_content(
        lines=(a_line("1"),),
        translations=(TranslationTrack("ar", (a_rendering("1", "قال (Lin) 12٪."),), ""),),
    )
)


def read(data: bytes, form: str) -> pysubs2.SSAFile:
    return pysubs2.SSAFile.from_string(data.decode("utf-8-sig"), format_=form)


@pytest.mark.parametrize(("write", "form"), [(write_srt, "srt"), (write_ass, "ass")])
def test_another_program_reads_the_captions(write, form):
    found = list(read(write(CLIP, ENGLISH), form))
    assert (found[0].start, found[0].plaintext) == (4_000, "Lin Ruomei: Good morning,")
    words = " ".join(one.plaintext for one in found).replace("\n", " ")
    assert "Vera Sokolskaya: Thank you. We have replaced twelve supporting beams" in words
    assert words.count("Vera Sokolskaya:") == 2


def test_a_browser_shows_the_same_words():
    cues = webvtt.parse(write_vtt(CLIP, ENGLISH))
    assert (cues[0].span.in_ms, cues[0].lines, cues[0].speaker) == (
        4_000,
        ("Lin Ruomei: Good morning,",),
        "Lin Ruomei",
    )
    assert [one.text for one in cues] == [one.plaintext for one in read(write_srt(CLIP, ENGLISH), "srt")[:-1]]


def test_subrip_ends_with_where_it_comes_from_after_the_clip():
    last = read(write_srt(CLIP, ENGLISH), "srt")[-1]
    assert (last.start, last.end, last.plaintext) == (
        121_040,
        124_040,
        "DRG 11045, edition 1, as of 9 April 2024\nhttp://localhost:8000/11045",
    )


def test_heads_say_number_edition_day_address_digest_and_whose_words():
    said = [
        "DRG 11045, edition 1, as of 9 April 2024",
        "http://localhost:8000/11045",
        "SHA-256 c37791bec37791be…",
        "Transcribed by Tomas Hale. Translated from Chinese and Russian by Mara Lindqvist. Reviewed by Ines Okafor.",
        "Quotation for reporting; text CC BY 4.0",
    ]
    vtt = write_vtt(CLIP, ENGLISH).decode().split("\n\n")
    assert [one.removeprefix("NOTE\n").strip() for one in vtt[2:7]] == said
    assert [
        line[2:] for line in write_ass(CLIP, ENGLISH).decode().splitlines() if line.startswith("; ")
    ] == said
    heads = Tree.fromstring(write_ttml(CLIP, ENGLISH)).iter("{http://www.w3.org/ns/ttml#metadata}desc")
    assert [one.text for one in heads] == said


def test_what_was_said_and_both_together():
    original = "".join(one.plaintext for one in read(write_srt(CLIP, ORIGINAL), "srt"))
    assert (
        "感谢大家冒着大雨" in original.replace("\n", ""),
        "Спасибо" in original,
        "Good morning" in original,
    ) == (
        True,
        True,
        False,
    )
    first = read(write_srt(CLIP, BOTH), "srt")[0].plaintext
    assert ("Good morning" in first, "Lin Ruomei: 各位" in first) == (True, True)


@pytest.mark.parametrize(("write", "form"), [(write_srt, "srt"), (write_ass, "ass")])
def test_arabic_lines_are_marked_where_a_format_cannot_say_which_way_they_run(write, form):
    texts = [one.plaintext for one in read(write(ARABIC, Wanted(("ar",))), form)]
    assert texts[0] == "\u202bLin Ruomei: قال (Lin) 12٪.\u202c"
    both = [one.plaintext for one in read(write(ARABIC, Wanted(("ar", "zh"))), form)]
    assert both[0].splitlines() == [
        "\u202bLin Ruomei: قال (Lin) 12٪.\u202c",
        "Lin Ruomei: 早上好。",
    ]


def test_ttml_runs_from_the_right_by_itself():
    made = write_ttml(ARABIC, Wanted(("ar",)))
    assert "\u202b" not in made.decode()
    assert imsc_reader.to_model(Tree.ElementTree(Tree.fromstring(made))).get_lang() == "ar"


def test_what_is_not_in_the_captions_is_said():
    lines = (a_line("1"), a_line("2", in_ms=None, out_ms=None), a_line("3", text="", is_withheld=True))
    made = write_vtt(a_clip(a_content(lines=lines, translations=())), Wanted(("zh",))).decode()
    assert "NOTE\nWithheld: s3.\n" in made
    assert "NOTE\nWithout times, so not in these captions: s2.\n" in made


def test_without_times_there_are_no_captions():
    untimed = tuple(replace(line, in_ms=None, out_ms=None) for line in a_content().lines)
    for write in (write_srt, write_vtt, write_ass, write_ttml):
        with pytest.raises(NotThere):
            write(a_clip(a_content(lines=untimed)), ENGLISH)
