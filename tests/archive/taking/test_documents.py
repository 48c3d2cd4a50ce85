from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.utils.translation import override
from pypdf import PdfReader

from dragoman.archive.taking.documents import document_of, write_docx, write_pdf
from dragoman.archive.taking.wanted import NotThere, Wanted
from dragoman.lib.documents.model import Line, Passage, Run
from dragoman.publications.content import Alternate, Gap, TranslationTrack
from dragoman.publications.page import EditionNote
from tests.archive.builders import PUBLISHED, a_clip, a_content, a_line, a_rendering

BOTH = Wanted(("en", ""))
LINES = (
    a_line("1"),
    a_line("2", text="", in_ms=12_000, out_ms=14_000, is_withheld=True),
    a_line("3", voice="", kind="on-screen", text="出口", in_ms=None, out_ms=None),
)
RENDERINGS = (
    a_rendering("1", note="Said twice.", alternates=(Alternate("Morning!", ""),)),
    replace(a_rendering("2", ""), is_withheld=True),
)
CLIP = a_clip(
    a_content(
        lines=LINES,
        translations=(TranslationTrack("en", RENDERINGS, ""),),
        gaps=(Gap(10_000, 65_000),),
        edition=2,
    ),
    editions=(
        EditionNote(1, "first", "", PUBLISHED, "1" * 64),
        EditionNote(2, "correction", "The name was wrong.", datetime(2024, 5, 3, tzinfo=UTC), "2" * 64),
    ),
)


def english(text: str) -> Run:
    return Run(text, "en", "ltr")


def test_lines_are_numbered_as_they_are_cited():
    lin = (english("Lin Ruomei"), english("spokesperson, Border Railway Office"))
    assert document_of(CLIP, BOTH).passages == (
        Passage(
            *lin,
            "",
            (
                Line(
                    "s1",
                    "0:04",
                    (english("Good morning."), Run("早上好。", "zh", "ltr")),
                    (english("Note: Said twice."), english("Or: Morning!")),
                ),
            ),
        ),
        Passage(
            *lin,
            "",
            (Line("s2", "0:12", (english("[Withheld]"), english("[Withheld]"))),),
            "[Left out here: 1:05 of the broadcast]",
        ),
        Passage(
            english("Speaker not named"),
            english(""),
            "On-screen text",
            (Line("s3", "", (english("[Not translated yet]"), Run("出口", "zh", "ltr"))),),
        ),
    )


def test_document_says_where_it_comes_from_and_what_changed():
    document = document_of(CLIP, BOTH)
    assert (document.identifier, document.columns) == (
        "DRG 11045, edition 2",
        ("English", "Original (Chinese)"),
    )
    assert [(name, run.text) for name, run in document.facts] == [
        ("Source", "Meridian TV (Norland)"),
        ("Programme", "Morning Line"),
        ("Broadcast", "9 April 2024, 10:30 (UTC+8) · 9 April 2024, 02:30 UTC"),
        ("Place", "Selva bridge, Norland"),
        ("Length", "2:01"),
        ("Spoken", "Chinese"),
        ("Published", "9 April 2024"),
    ]
    said = {section.heading: [run.text for run in section.paragraphs] for section in document.sections}
    assert said["Corrections"] == ["Edition 2, 3 May 2024: The name was wrong."]
    assert said["Cite"][0].endswith("Dragoman, DRG 11045, edition 2. http://localhost:8000/11045")
    assert document.stated[1:] == ("http://localhost:8000/11045", "SHA-256 c37791bec37791be…")


def test_one_language_alone_and_two_translations_never():
    assert document_of(CLIP, Wanted(("",))).columns == ("Original (Chinese)",)
    two = replace(
        CLIP.content,
        translations=(
            *CLIP.content.translations,
            TranslationTrack("pt", (a_rendering("1", "Bom dia."),), ""),
        ),
    )
    with pytest.raises(NotThere):
        document_of(a_clip(two), Wanted(("en", "pt")))


def test_in_a_readers_language_that_runs_from_the_right():
    with override("ar"):
        document = document_of(CLIP, BOTH)
        text = PdfReader(BytesIO(write_pdf(CLIP, BOTH))).pages[0].extract_text()
    assert (document.language, document.direction, document.passages[0].name) == (
        "ar",
        "rtl",
        english("Lin Ruomei"),
    )
    assert ("Good morning." in text, "早上好。" in text) == (True, True)


def test_other_programs_read_both():
    text = PdfReader(BytesIO(write_pdf(CLIP, BOTH))).pages[0].extract_text()
    assert "s1 0:04 Good morning. 早上好。" in " ".join(text.split())
    (table,) = docx.Document(BytesIO(write_docx(CLIP, BOTH))).tables
    assert [cell.text for cell in table.rows[2].cells] == ["s1", "0:04", "Good morning.", "早上好。"]
