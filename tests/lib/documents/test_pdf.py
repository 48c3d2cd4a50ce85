from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from dragoman.lib.documents.model import Line, Run
from dragoman.lib.documents.pdf import write
from dragoman.lib.typesetting import NoFace
from tests.lib.documents.documents import DOCUMENT, EMPTY, IN_ARABIC, any_document


def read(document) -> PdfReader:
    return PdfReader(BytesIO(write(document)))


def words(document) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(document).pages).split())


def test_another_program_reads_numbered_lines_in_both_languages_and_where_they_come_from():
    text = words(DOCUMENT)
    for one in (
        "Night trains #strong[again] <b> 夜间列车",
        "Source Meridian TV (Norland)",
        "s1 0:04 Good morning. 早上好。",
        "Note: word for word.",
        "[Left out here: 1:05]",
        "[On-screen text]",
        "“Night trains”. DRG 11045.",
        "DRG 11045, edition 2, as of 3 May 2024 · https://example.org/11045 · SHA-256 c37791be…",
        "Page 1 of 1",
    ):
        assert one in text


def test_document_says_what_it_is_to_readers_aloud_and_to_archives():
    document = read(DOCUMENT)
    assert (document.metadata.title, document.metadata.author) == (
        "Night trains #strong[again] <b>",
        "Dragoman",
    )
    assert document.metadata.creation_date == DOCUMENT.made_at
    root = document.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert read(IN_ARABIC).trailer["/Root"]["/Lang"] == "ar"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_pages_are_numbered_and_say_where_they_come_from_each_for_itself():
    (passage, _) = DOCUMENT.passages
    long = replace(passage, lines=passage.lines * 60)
    pages = [
        " ".join(page.extract_text().split()) for page in read(replace(DOCUMENT, passages=(long,))).pages
    ]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert (f"Page {number} of {len(pages)}" in page, "https://example.org/11045" in page) == (True, True)


def test_words_that_cannot_be_drawn_are_named_or_refused_and_never_left_blank():
    (passage, _) = DOCUMENT.passages
    with_signs = replace(
        passage,
        lines=(
            Line(
                "s1",
                "",
                (Run("Yes 🚂!", "en"), Run("")),
            ),
        ),
    )
    assert "Yes [U+1F682]!" in words(replace(DOCUMENT, passages=(with_signs,)))
    unwritten = replace(
        passage,
        lines=(
            Line(
                "s1",
                "",
                (Run("\U00012000", "akk"), Run("")),
            ),
        ),
    )
    with pytest.raises(NoFace, match="\U00012000"):
        write(replace(DOCUMENT, passages=(unwritten,)))


def test_without_words_it_says_so():
    assert "No words yet." in words(EMPTY)


@settings(max_examples=25, deadline=None)
@given(any_document())
def test_any_words_are_set_or_refused(document):
    try:
        assert write(document).startswith(b"%PDF-")
    except NoFace as error:
        assert error.letters
