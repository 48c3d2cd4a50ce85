"""One clip as Dublin Core (``oai_dc``) and as DataCite (``oai_datacite``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from lxml import etree  # type: ignore[import-untyped]

from dragoman.accounts.selectors import printed_names_of
from dragoman.lib.timecode import format_seconds
from dragoman.publications.links import clip_url, file_path
from dragoman.publications.models import Edition, Publication
from dragoman.search.lists import PLAYABLE

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC_SPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DATACITE_SPACE = "http://schema.datacite.org/oai/oai-1.1/"
DATACITE_SCHEMA = "http://schema.datacite.org/oai/oai-1.1/oai.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_KERNEL = "http://datacite.org/schema/kernel-4"
_KERNEL_SCHEMA = "http://schema.datacite.org/meta/kernel-4.5/metadata.xsd"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Described:
    """What both forms say of a clip: what lists keep of it, and a little of its edition's header."""

    publication: Publication
    edition: int
    place: str
    rights: str
    translators: tuple[str, ...]


def described(publications: Iterable[Publication]) -> dict[int, Described]:
    """By number; two questions, however many there are."""
    wanted = list(publications)
    editions = Edition.objects.filter(digest__in=[one.edition_digest for one in wanted]).defer("lines")
    headers = {one.publication_id: json.loads(bytes(one.content)) for one in editions}
    translating = {
        pk: [one["handle"] for one in header["people"] if "translator" in one["roles"]]
        for pk, header in headers.items()
    }
    names = printed_names_of(handle for handles in translating.values() for handle in handles)
    return {
        one.number or 0: Described(
            one,
            headers[one.pk]["edition"],
            headers[one.pk]["place"],
            headers[one.pk]["rights"],
            tuple(names[handle] for handle in translating[one.pk] if handle in names),
        )
        for one in wanted
        if one.pk in headers
    }


def dublin_core(one: Described) -> etree._Element:
    publication, kept = one.publication, one.publication.card
    number = publication.number or 0
    root = etree.Element(f"{{{OAI_DC_SPACE}}}dc", nsmap={"oai_dc": OAI_DC_SPACE, "dc": _DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC_SPACE} {OAI_DC_SCHEMA}")
    languages = dict.fromkeys([*kept["spoken"], *(tag for tag, _ in kept.get("tracks", ()))])
    for name, values in (
        ("title", [kept["title"]]),
        ("creator", [name for _, name in kept["voices"]]),
        ("contributor", one.translators),
        ("subject", [name for _, name in kept["topics"]]),
        ("description", kept.get("summary", ())),
        ("publisher", [settings.SITE_NAME]),
        ("date", [publication.aired_on.isoformat()] if publication.aired_on else []),
        ("type", ["MovingImage" if kept["has_picture"] else "Sound" if kept["has_media"] else "Text"]),
        ("format", [f"PT{format_seconds(kept['duration_ms'])}S"] if kept["duration_ms"] else []),
        ("identifier", [clip_url(number, publication.slug), f"DRG {number}"]),
        ("source", [_printed(*source) for source in kept["sources"]]),
        ("language", languages),
        ("relation", [settings.SITE_URL + file_path(number, PLAYABLE)] if kept["has_media"] else []),
        ("coverage", [one.place] if one.place else []),
        ("rights", [one.rights] if one.rights else []),
    ):
        for value in values:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = value
    return root


def datacite(one: Described) -> etree._Element:
    root = etree.Element(f"{{{DATACITE_SPACE}}}oai_datacite", nsmap={None: DATACITE_SPACE, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{DATACITE_SPACE} {DATACITE_SCHEMA}")
    etree.SubElement(root, f"{{{DATACITE_SPACE}}}schemaVersion").text = "4.5"
    payload = etree.SubElement(root, f"{{{DATACITE_SPACE}}}payload")
    payload.append(_resource(one))
    return root


def _resource(one: Described) -> etree._Element:
    publication, kept = one.publication, one.publication.card
    number = publication.number or 0
    root = etree.Element(f"{{{_KERNEL}}}resource", nsmap={None: _KERNEL, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{_KERNEL} {_KERNEL_SCHEMA}")
    _add(root, "identifier", clip_url(number, publication.slug), identifierType="URL")
    _creators(root, kept)
    _add(_add(root, "titles"), "title", kept["title"], lang=kept["language"])
    _add(root, "publisher", settings.SITE_NAME)
    _add(root, "publicationYear", f"{publication.published_at:%Y}")
    _add(
        root,
        "resourceType",
        "Broadcast clip",
        resourceTypeGeneral="Audiovisual" if kept["has_media"] else "Text",
    )
    _each(root, "subjects", "subject", [name for _, name in kept["topics"]])
    _translators(root, one)
    _dates(root, publication)
    if kept["spoken"]:
        _add(root, "language", kept["spoken"][0])
    short = _add(root, "alternateIdentifiers")
    _add(short, "alternateIdentifier", f"DRG {number}", alternateIdentifierType="archive number")
    if kept["duration_ms"]:
        _add(_add(root, "sizes"), "size", f"{format_seconds(kept['duration_ms'])} seconds")
    _add(root, "version", str(one.edition))
    _each(root, "rightsList", "rights", [one.rights] if one.rights else [])
    if kept.get("summary"):
        told = _add(root, "descriptions")
        for paragraph in kept["summary"]:
            _add(told, "description", paragraph, descriptionType="Abstract", lang=kept["language"])
    return root


def _creators(root: etree._Element, kept: dict[str, Any]) -> None:  # Any: JSON
    """Whoever speaks; where nobody is named, whoever aired it."""
    creators = _add(root, "creators")
    speakers = [(name, "Personal") for _, name in kept["voices"]]
    fallback = [(_printed(*source), "Organizational") for source in kept["sources"]]
    for name, kind in speakers or fallback or [(settings.SITE_NAME, "Organizational")]:
        _add(_add(creators, "creator"), "creatorName", name, nameType=kind)


def _translators(root: etree._Element, one: Described) -> None:
    if one.translators:
        contributors = _add(root, "contributors")
        for name in one.translators:
            made = _add(contributors, "contributor", contributorType="Other")
            _add(made, "contributorName", name, nameType="Personal")


def _dates(root: etree._Element, publication: Publication) -> None:
    dates = _add(root, "dates")
    if publication.aired_on:
        _add(dates, "date", publication.aired_on.isoformat(), dateType="Created")
    _add(dates, "date", f"{publication.published_at:%Y-%m-%d}", dateType="Issued")
    _add(dates, "date", f"{publication.updated_at:%Y-%m-%d}", dateType="Updated")


def _add(
    parent: etree._Element, name: str, text: str = "", lang: str = "", **attributes: str
) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_KERNEL}}}{name}", attributes)
    if text:
        made.text = text
    if lang:
        made.set(_LANG, lang)
    return made


def _each(root: etree._Element, group: str, name: str, values: list[str]) -> None:
    if values:
        parent = _add(root, group)
        for value in values:
            _add(parent, name, value)


def _printed(name: str, _slug: str, country: str, place_name: str) -> str:
    place = place_name or country
    return f"{name} ({place})" if place else name
