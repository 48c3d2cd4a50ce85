from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from dragoman.archive.quoting import Quotation, Refusal, Words, quotation_of, quote_text
from dragoman.publications.content import Fate
from dragoman.publications.correcting import CorrectedSentence, CorrectionNote, is_retracted
from tests.archive.builders import a_clip

NOTE = CorrectionNote(2, "retraction", "Never said.", datetime(2024, 4, 11, tzinfo=UTC), (), ())


def about(label, kind="retraction", edition=2):
    sentence = CorrectedSentence(label, "changed", 0, (), ())
    return CorrectionNote(edition, kind, "", datetime(2024, 4, 11, tzinfo=UTC), (sentence,), ())


def test_sentence_has_both_sides_and_its_way_back():
    found = quotation_of(a_clip(), "3", "en")
    assert isinstance(found, Quotation)
    assert found.words == (
        Words("Night trains will run again from 1 May, one month earlier than planned.", "en", False),
        Words("夜间列车将从五月一日起恢复通行，比原计划提前一个月。", "zh", True),
    )
    assert (found.speaker, found.aired_on, found.in_ms, found.lane) == (
        "Lin Ruomei",
        date(2024, 4, 9),
        14_000,
        1,
    )
    assert (found.address, found.citation) == ("http://localhost:8000/11045#s3", "DRG 11045 s3")


def test_text_says_who_where_when_and_how_to_get_there():
    found = quotation_of(a_clip(), "3", "en")
    assert quote_text(found).splitlines() == [
        "“Night trains will run again from 1 May, one month earlier than planned.”",
        "“夜间列车将从五月一日起恢复通行，比原计划提前一个月。”",
        f"Lin Ruomei, {found.role}, Meridian TV (Norland), 9 April 2024, DRG 11045 s3, 0:14",
        "http://localhost:8000/11045#s3",
    ]


def test_text_for_a_page_from_the_right_carries_isolates():
    with override("ar"):
        found = quotation_of(a_clip(), "3", "ar")
        lines = quote_text(
            replace(found, words=(Words("قال", "ar", False), Words("said", "en", True)))
        ).splitlines()
    assert lines[:2] == ["«قال»", "\u2066“said”\u2069"]
    assert lines[3] == "\u2066http://localhost:8000/11045#s3\u2069"
    assert "، " in lines[2]
    assert lines[2].count("\u2066") == lines[2].count("\u2069") > 0


def test_arabic_in_an_english_page_is_kept_together():
    found = quotation_of(a_clip(), "3", "en")
    text = quote_text(replace(found, words=(Words("said", "en", False), Words("قال 12%", "ar", True))))
    assert text.splitlines()[1] == "\u2067«قال 12%»\u2069"


def test_sentence_that_never_was_is_not_found():
    assert quotation_of(a_clip(), "99", "en") == Refusal(404, "This clip has no sentence of that name.")


def test_label_that_was_split_says_where_its_words_are():
    clip = a_clip()
    content = replace(
        clip.content, lineage=(Fate("90", "split", ("3", "4"), ""), Fate("91", "deleted", (), "x"))
    )
    moved, gone = (quotation_of(replace(clip, content=content), label, "en") for label in ("90", "91"))
    assert (moved.status, moved.living, gone.status, gone.living) == (410, ("3", "4"), 410, ())


def test_withheld_and_empty_sentences_are_refused():
    clip = a_clip()
    lines = tuple(
        replace(line, text="", is_withheld=line.label == "1") if line.label in "12" else line
        for line in clip.content.lines
    )
    content = replace(clip.content, lines=lines, translations=())
    first, second = (quotation_of(replace(clip, content=content), label, "zh") for label in "12")
    assert (first.status, second.status) == (410, 404)


@pytest.mark.parametrize(
    ("notes", "retracted"),
    [
        ((), False),
        ((about("3"),), True),
        ((about("4"),), False),
        ((NOTE,), True),
        ((about("3"), about("3", "correction", 3)), False),
        ((about("3"), about("3", "typo", 3)), True),
        ((about("3", "correction"),), False),
    ],
)
def test_retracted_sentence_is_not_given_out(notes, retracted):
    clip = replace(a_clip(), corrections=notes)
    assert is_retracted(notes, "3") is retracted
    assert isinstance(quotation_of(clip, "3", "en"), Refusal) is retracted
