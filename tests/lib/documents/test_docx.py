from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn
from hypothesis import given

from dragoman.lib.documents.docx import write
from tests.lib.documents.documents import DOCUMENT, EMPTY, IN_ARABIC, any_document


def read(document):
    return docx.Document(BytesIO(write(document)))


def test_another_program_reads_numbered_lines_in_both_languages():
    made = read(DOCUMENT)
    assert [(one.style.name, one.text) for one in made.paragraphs] == [
        ("Title", "Night trains #strong[again] <b>"),
        ("Subtitle", "夜间列车"),
        ("Facts", "Source: Meridian TV (Norland)"),
        ("Facts", "Spoken: Chinese"),
        ("Normal", "Trains return."),
        ("Normal", "In May."),
        ("Heading 2", "Cite"),
        ("Facts", "“Night trains”. DRG 11045."),
    ]
    (table,) = made.tables
    assert [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows] == [
        ["", "English", "Original"],
        ["Lin Ruomei, spokesperson"],
        ["s1", "0:04", "Good morning.", "早上好。"],
        ["", "Note: word for word."],
        ["[Left out here: 1:05]"],
        ["Speaker not named [On-screen text]"],
        ["s2", "", "[Withheld]", "صباح الخير (Lin)."],
    ]


def test_every_page_says_where_it_comes_from():
    foot = read(DOCUMENT).sections[0].footer
    assert foot.paragraphs[0].text.startswith(
        "Dragoman · DRG 11045, edition 2, as of 3 May 2024 · https://example.org/11045 · SHA-256 c37791be…"
    )
    fields = [one.get(qn("w:instr")).strip() for one in foot._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_say_what_it_is():
    facts = read(DOCUMENT).core_properties
    assert (facts.title, facts.author, facts.language) == (
        "Night trains #strong[again] <b>",
        "Dragoman",
        "en",
    )
    assert facts.identifier == "DRG 11045, edition 2 https://example.org/11045"
    assert facts.created.replace(tzinfo=DOCUMENT.made_at.tzinfo) == DOCUMENT.made_at


def test_words_from_the_right_run_from_the_right():
    made = read(IN_ARABIC)
    title = made.paragraphs[0]
    assert title._p.pPr.find(qn("w:bidi")) is not None
    assert title.runs[0].font.rtl
    assert made.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    languages = {
        (one.get(qn("w:val")), one.get(qn("w:bidi")), one.get(qn("w:eastAsia")))
        for one in made.element.iter(qn("w:lang"))
    }
    assert languages == {("en", None, None), (None, "ar", None), (None, None, "zh")}


def test_the_same_words_make_the_same_bytes():
    assert write(DOCUMENT) == write(DOCUMENT)


def test_without_words_it_says_so():
    made = read(EMPTY)
    assert ("No words yet." in [one.text for one in made.paragraphs], made.tables) == (True, [])


@given(any_document())
def test_any_words_are_read_back(document):
    made = read(document)
    wanted = [line.number for passage in document.passages for line in passage.lines]
    found = [row.cells[0].text for table in made.tables for row in table.rows]
    assert [one for one in found if one == "s1"] == wanted
