from __future__ import annotations

from lxml import etree

from dragoman.lib.documents.docx_parts import W, add_run, fixed
from dragoman.lib.documents.model import Run
from tests.lib.documents.documents import DOCUMENT


def test_every_part_is_xml_and_every_part_that_is_named_is_there():
    parts = dict(fixed(DOCUMENT))
    for data in parts.values():
        etree.fromstring(data)
    named = etree.fromstring(parts["[Content_Types].xml"])
    overridden = {one.get("PartName").lstrip("/") for one in named if one.get("PartName")}
    assert overridden - set(parts) == {"word/document.xml"}


def test_a_run_keeps_its_line_ends_and_drops_what_xml_cannot_hold():
    paragraph = etree.Element(f"{{{W}}}p")
    add_run(paragraph, Run(" a\n\0b ", "en"))
    found = [(etree.QName(one).localname, one.text) for one in paragraph[0]]
    assert found == [("rPr", None), ("t", " a"), ("br", None), ("t", "\ufffdb ")]
