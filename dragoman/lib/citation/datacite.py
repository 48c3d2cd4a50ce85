"""DataCite XML, kernel 4.6, the first that knows translators: what is handed in when a clip, or one sentence of it, is
to get a DOI, and what libraries harvest.

https://datacite-metadata-schema.readthedocs.io/en/4.6/ — until it has one, its own address stands as the identifier.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.citation.reference import Reference
from dragoman.lib.xml_text import xml_line

VERSION = "4.6"
NAMESPACE = "http://datacite.org/schema/kernel-4"
_SCHEMA = "http://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KINDS = {"video": "Audiovisual", "audio": "Sound"}


def write(one: Reference) -> str:
    """One resource as a file."""
    root = resource(one)
    etree.indent(root)
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()) + "\n"


def resource(one: Reference) -> etree._Element:
    """One resource; parts that say nothing are left out."""
    root = etree.Element(f"{{{NAMESPACE}}}resource", nsmap={None: NAMESPACE, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    _add(root, "identifier", one.address, identifierType="URL")
    _names(root, "creator", one.authors or (one.archive,))
    _titles(root, one)
    _add(root, "publisher", one.archive)
    _add(root, "publicationYear", str(one.published.year))
    kind = "Quotation" if one.label else "Broadcast clip"
    _add(root, "resourceType", kind, resourceTypeGeneral=_KINDS.get(one.medium, "Text"))
    _each(root, "subjects", "subject", one.subjects)
    contributors = [(name, "Translator") for name in one.translators]
    _contributors(root, [*contributors, *((name, "Producer") for name in one.sources)])
    _dates(root, one)
    _add(root, "language", one.language)
    other = _add(root, "alternateIdentifiers")
    _add(other, "alternateIdentifier", one.identifier, alternateIdentifierType="DRG")
    _add(other, "alternateIdentifier", one.digest, alternateIdentifierType="SHA-256")
    if one.label:
        related = _add(root, "relatedIdentifiers")
        whole = one.address.partition("#")[0]
        _add(related, "relatedIdentifier", whole, relatedIdentifierType="URL", relationType="IsPartOf")
    if one.length:
        _add(_add(root, "sizes"), "size", one.length)
    _add(root, "version", str(one.edition))
    if one.rights:
        _add(_add(root, "rightsList"), "rights", one.rights)
    _descriptions(root, one)
    return root


def _titles(root: etree._Element, one: Reference) -> None:
    titles = _add(root, "titles")
    _add(titles, "title", one.title or one.identifier).set(_LANG, one.language or "und")
    if one.original:
        original = _add(titles, "title", one.original, titleType="AlternativeTitle")
        original.set(_LANG, one.original_language or "und")


def _dates(root: etree._Element, one: Reference) -> None:
    dates = _add(root, "dates")
    if one.aired:
        _add(dates, "date", one.aired.isoformat(), dateType="Created", dateInformation="aired")
    _add(dates, "date", one.published.isoformat(), dateType="Issued")
    if one.updated:
        _add(dates, "date", one.updated.isoformat(), dateType="Updated")


def _descriptions(root: etree._Element, one: Reference) -> None:
    told = [(paragraph, "Abstract") for paragraph in one.abstract]
    told += [(" ".join(one.notes), "Other")] if one.notes else []
    if told:
        parent = _add(root, "descriptions")
        for words, kind in told:
            _add(parent, "description", words, descriptionType=kind)


def _each(root: etree._Element, group: str, name: str, values: Iterable[str]) -> None:
    told = [value for value in values if value]
    if told:
        parent = _add(root, group)
        for value in told:
            _add(parent, name, value)


def _names(root: etree._Element, name: str, names: Iterable[str]) -> None:
    parent = _add(root, f"{name}s")
    for one in names:
        _add(_add(parent, name), f"{name}Name", one or "not named")


def _contributors(root: etree._Element, found: list[tuple[str, str]]) -> None:
    if found:
        parent = _add(root, "contributors")
        for name, kind in found:
            made = _add(parent, "contributor", contributorType=kind)
            _add(made, "contributorName", name or "not named")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        made.text = xml_line(text) or None
    return made
