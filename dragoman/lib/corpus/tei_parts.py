"""Elements of TEI, put under one another."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.xml_text import xml_line

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child, with a line of text where one is given."""
    made = etree.SubElement(
        parent, f"{{{NAMESPACE}}}{name}", {key: xml_line(value) for key, value in attributes.items()}
    )
    if text:
        made.text = xml_line(text)
    return made
