"""XML that somebody else wrote: read without fetching, expanding or believing anything."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any  # lxml has no types


class BadXml(ValueError):
    """The bytes are no well-formed XML, or declare a document type, which may hide anything."""


def foreign_root(data: bytes) -> Element:
    """The root of a document, without its comments and instructions. Raises ``BadXml``."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadXml(str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise BadXml("A document type is declared.")
    return root
