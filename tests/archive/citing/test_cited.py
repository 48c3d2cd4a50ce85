from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.archive.citing.cited import NoSuchSentence, cited_clip, cited_sentence
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_clip, a_content, a_line, a_rendering, by_machine

TODAY = date(2026, 11, 24)
CLIP = a_clip()
LINES = (
    a_line("1", text="早上好。"),
    a_line("2", text="谢谢。", in_ms=9_000, out_ms=12_000),
    a_line("3", text="", is_withheld=True),
    a_line("4", text="再见。", voice="", in_ms=None, out_ms=None),
)
RENDERINGS = (
    a_rendering("1", "Good morning and thank you.", of=("1", "2")),
    replace(a_rendering("3", ""), is_withheld=True),
)


def joined(**changes):
    tracks = (TranslationTrack("en", RENDERINGS, ""),)
    return a_clip(a_content(lines=LINES, translations=tracks, **changes))


def test_a_clip_is_cited_by_its_broadcaster_day_number_and_edition():
    one = cited_clip(CLIP, "en", TODAY)
    assert (one.key, one.identifier, one.address, one.edition) == (
        "drg11045",
        "DRG 11045",
        "http://localhost:8000/11045",
        1,
    )
    assert (one.authors, one.sources, one.programme) == (
        ("Meridian TV",),
        ("Meridian TV (Norland)",),
        "Morning Line",
    )
    assert (one.aired, one.published, one.accessed) == (date(2024, 4, 9), date(2024, 4, 9), TODAY)
    assert (one.medium, one.length, one.translators) == ("video", "2:01", ("Mara Lindqvist",))
    assert one.notes == ("Edition 1.", "Translated by Mara Lindqvist.")
    assert (one.language, one.original_language) == ("en", "zh")


def test_a_sentence_is_cited_by_its_speaker_in_the_readers_words_with_its_own():
    one = cited_sentence(CLIP, "5", "en", TODAY)
    assert (one.key, one.identifier, one.address, one.at) == (
        "drg11045-s5",
        "DRG 11045 s5",
        "http://localhost:8000/11045#s5",
        "0:35",
    )
    assert (one.authors, one.title, one.language) == (
        ("Vera Sokolskaya",),
        "Thank you. We have replaced twelve supporting beams and tested every weld.",
        "en",
    )
    assert (one.original, one.original_language) == (
        "Спасибо. Мы заменили двенадцать опорных балок и проверили каждый сварной шов.",
        "ru",
    )
    assert one.container == CLIP.content.title
    assert one.notes[-1].startswith("In the original (Russian): Спасибо.")


@pytest.mark.parametrize("label", ["1", "2"])
def test_sentences_that_one_rendering_joins_are_cited_together(label):
    one = cited_sentence(joined(), label, "en", TODAY)
    assert (one.title, one.original, one.at) == ("Good morning and thank you.", "早上好。谢谢。", "0:04")
    assert (one.identifier, one.address) == (f"DRG 11045 s{label}", "http://localhost:8000/11045#s1")


def test_what_is_withheld_or_untimed_or_nobodys_is_said():
    withheld, plain = cited_sentence(joined(), "3", "en", TODAY), cited_sentence(joined(), "4", "en", TODAY)
    assert (withheld.title, withheld.original) == ("[Withheld]", "")
    assert (plain.title, plain.language, plain.at, plain.authors) == ("再见。", "zh", "", ("Meridian TV",))
    assert plain.translators == ()


def test_a_machine_is_no_translator():
    one = cited_clip(a_clip(by_machine(a_content())), "en", TODAY)
    assert (one.translators, one.is_machine_translated, one.notes[-1]) == ((), True, "Translated by machine.")


def test_nobody_is_named_who_may_not_be():
    one = cited_clip(a_clip(names={}), "en", TODAY)
    assert (one.translators, one.notes) == ((), ("Edition 1.",))


def test_an_earlier_edition_is_cited_at_its_own_address():
    older = a_clip(a_content(edition=1), editions=a_clip(a_content(edition=2)).editions)
    assert (
        cited_sentence(older, "5", "en", TODAY).address == "http://localhost:8000/clips/11045/editions/1#s5"
    )


@pytest.mark.parametrize("label", ["14", "0", "x", "1a"])
def test_there_is_no_such_sentence(label):
    with pytest.raises(NoSuchSentence):
        cited_sentence(CLIP, label, "en", TODAY)
