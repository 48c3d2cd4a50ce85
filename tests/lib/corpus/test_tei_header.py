from __future__ import annotations

from lxml import etree

from dragoman.lib.corpus.tei import write
from tests.lib.corpus.corpora import BARE, CORPUS

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}


def header(corpus) -> etree._Element:
    return etree.fromstring(write(corpus, "1.0")).find("t:teiHeader", NAMES)


def texts(element, path: str) -> list[str]:
    return [one.text for one in element.iterfind(path, NAMES)]


def test_header_says_what_it_is_who_made_it_and_where_it_comes_from():
    made = header(CORPUS)
    assert texts(made, ".//t:titleStmt/t:title") == ["Night trains", "夜间列车"]
    assert list(zip(texts(made, ".//t:resp"), texts(made, ".//t:respStmt/t:name"), strict=True)) == [
        ("Transcribed by", "Tomas Hale"),
        ("Translated by", "Mara Lindqvist"),
        ("Reviewed by", "Ines Okafor"),
    ]
    assert [(one.get("type"), one.text) for one in made.iterfind(".//t:idno", NAMES)] == [
        ("DRG", "DRG 11045"),
        ("URI", "https://example.org/11045"),
        ("SHA-256", "c37791be" * 8),
    ]
    assert made.find(".//t:recording", NAMES).attrib == {"type": "video", "dur": "PT121.04S"}
    assert texts(made, ".//t:broadcast//t:publisher") == ["Meridian TV", "Radio Norland"]
    assert texts(made, ".//t:persName") == ["Lin Ruomei", "林若梅", "not named"]
    assert [(one.get("n"), one.get("when"), one.text) for one in made.iterfind(".//t:change", NAMES)] == [
        ("2", "2024-05-03", "The name was wrong."),
        ("1", "2024-04-09", "first"),
    ]


def test_header_of_almost_nothing_has_what_every_header_needs():
    made = header(BARE)
    assert [etree.QName(one).localname for one in made] == [
        "fileDesc",
        "encodingDesc",
        "profileDesc",
        "revisionDesc",
    ]
    assert [etree.QName(one).localname for one in made[0]] == [
        "titleStmt",
        "editionStmt",
        "publicationStmt",
        "sourceDesc",
    ]
    assert texts(made, ".//t:availability/t:p") == ["No statement of rights was made."]
