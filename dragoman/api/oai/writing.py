"""The protocol's answers in XML: the frame that every answer stands in, headers, records, sets, formats, errors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from lxml import etree  # type: ignore[import-untyped]

from dragoman.api.oai.metadata import (
    DATACITE_SCHEMA,
    DATACITE_SPACE,
    OAI_DC_SCHEMA,
    OAI_DC_SPACE,
    XSI,
    Described,
    datacite,
    dublin_core,
)
from dragoman.api.oai.terms import OAI_DATACITE, OAI_DC, SECONDS, OaiError, identifier_of, repository, set_of
from dragoman.imprint.selectors import site_name
from dragoman.search.facets import Facet
from dragoman.search.harvest import Changed
from dragoman.search.terms import Kind

SPACE = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_FORMS = (
    (OAI_DC, OAI_DC_SCHEMA, OAI_DC_SPACE, dublin_core),
    (OAI_DATACITE, DATACITE_SCHEMA, DATACITE_SPACE, datacite),
)
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def base_url() -> str:
    return f"{settings.SITE_URL}/oai"


def frame(arguments: dict[str, str]) -> etree._Element:
    """The outer element, with the question that is answered; an answer to a bad question repeats none of it."""
    root = etree.Element(f"{{{SPACE}}}OAI-PMH", nsmap={None: SPACE, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{SPACE} {_SCHEMA}")
    add(root, "responseDate", datetime.now(UTC).strftime(SECONDS))
    add(root, "request", base_url()).attrib.update(arguments)
    return root


def error(root: etree._Element, refused: OaiError) -> None:
    add(root, "error", refused.words).set("code", refused.code)


def identify(root: etree._Element, first: datetime | None) -> None:
    told = add(root, "Identify")
    for name, text in (
        ("repositoryName", site_name()),
        ("baseURL", base_url()),
        ("protocolVersion", "2.0"),
        ("adminEmail", _address()),
        ("earliestDatestamp", (first or _BEFORE_ALL).strftime(SECONDS)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        add(told, name, text)
    if "." in repository():
        _scheme(told)


def formats(root: etree._Element) -> None:
    told = add(root, "ListMetadataFormats")
    for prefix, schema, space, _ in _FORMS:
        one = add(told, "metadataFormat")
        add(one, "metadataPrefix", prefix)
        add(one, "schema", schema)
        add(one, "metadataNamespace", space)


def sets(root: etree._Element, found: Iterable[tuple[Kind, str, tuple[Facet, ...]]]) -> None:
    """Each kind with all that is filed under it: kind, its name, its values."""
    told = add(root, "ListSets")
    for kind, named, values in found:
        _set(told, str(kind), named)
        for one in values:
            _set(told, set_of(kind, one.value), one.label or one.value)


def header(parent: etree._Element, one: Changed, hidden: frozenset[str]) -> None:
    made = add(parent, "header")
    if one.is_withdrawn:
        made.set("status", "deleted")
    add(made, "identifier", identifier_of(one.number))
    add(made, "datestamp", one.at.strftime(SECONDS))
    if one.is_withdrawn:
        return
    card = one.publication.card
    for slug, _name in card["topics"]:
        add(made, "setSpec", set_of(Kind.TOPIC, slug))
    for _name, slug, _code, _place in card["sources"]:
        if slug not in hidden:
            add(made, "setSpec", set_of(Kind.SOURCE, slug))


def record(
    parent: etree._Element, one: Changed, prefix: str, described: dict[int, Described], hidden: frozenset[str]
) -> None:
    made = add(parent, "record")
    header(made, one, hidden)
    if not one.is_withdrawn and one.number in described:
        write = next(write for name, _, _, write in _FORMS if name == prefix)
        add(made, "metadata").append(write(described[one.number]))


def token(parent: etree._Element, text: str, sent: int) -> None:
    add(parent, "resumptionToken", text).set("cursor", str(sent))


def add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{name}")
    if text:
        made.text = text
    return made


def _set(told: etree._Element, spec: str, name: str) -> None:
    made = add(told, "set")
    add(made, "setSpec", spec)
    add(made, "setName", name)


def _address() -> str:
    """The desk's own; the protocol wants a dot in the host, which a machine by itself has none of."""
    address: str = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    name, _, host = address.rpartition("@")
    return address if "." in host else f"{name or 'desk'}@{host or 'localhost'}.localdomain"


def _scheme(told: etree._Element) -> None:
    made = etree.SubElement(
        add(told, "description"), f"{{{_IDENTIFIER}}}oai-identifier", nsmap={None: _IDENTIFIER}
    )
    made.set(f"{{{XSI}}}schemaLocation", f"{_IDENTIFIER} {_IDENTIFIER}.xsd")
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", repository()),
        ("delimiter", ":"),
        ("sampleIdentifier", identifier_of(11045)),
    ):
        etree.SubElement(made, f"{{{_IDENTIFIER}}}{name}").text = text
