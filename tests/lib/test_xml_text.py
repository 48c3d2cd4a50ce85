from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dragoman.lib.xml_text import xml_line, xml_text


def test_what_xml_has_no_place_for_is_replaced_in_its_place():
    assert xml_text("a\0b\x1f\ufffe\uffff\ud800\tc\n") == "a\ufffdb\ufffd\ufffd\ufffd\ufffd\tc\n"
    assert xml_line(" a\n\tb\0 ") == "a b\ufffd"


@given(st.text(st.characters(), max_size=30))
def test_any_text_makes_a_document_that_is_read_back(text):
    element = etree.Element("a")
    element.text = xml_text(text)
    # A reader of XML makes one line end of CR LF and CR; the writer keeps a CR as a reference.
    assert (etree.fromstring(etree.tostring(element)).text or "") == xml_text(text)
