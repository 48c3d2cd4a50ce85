"""One clip as Dublin Core (``oai_dc``) and as DataCite (``oai_datacite``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from lxml import etree  # type: ignore[import-untyped]

from dragoman.accounts.selectors import printed_names_of
from dragoman.imprint.selectors import site_name
from dragoman.lib.citation.datacite import VERSION, resource
from dragoman.lib.citation.reference import Reference
from dragoman.lib.timecode import format_clock, format_seconds
from dragoman.publications.links import clip_url, file_path
from dragoman.publications.models import Edition, Publication
from dragoman.search.lists import PLAYABLE

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC_SPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
DATACITE_SPACE = "http://schema.datacite.org/oai/oai-1.1/"
DATACITE_SCHEMA = "http://schema.datacite.org/oai/oai-1.1/oai.xsd"
_DC = "http://purl.org/dc/elements/1.1/"


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
        ("publisher", [site_name()]),
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
    etree.SubElement(root, f"{{{DATACITE_SPACE}}}schemaVersion").text = VERSION
    payload = etree.SubElement(root, f"{{{DATACITE_SPACE}}}payload")
    payload.append(resource(_reference(one)))
    return root


def _reference(one: Described) -> Reference:
    """The creators are those who speak; where nobody is named, whoever aired it."""
    publication, kept = one.publication, one.publication.card
    number = publication.number or 0
    published, updated = _day(publication.published_at), _day(publication.updated_at)
    return Reference(
        key=f"drg{number}",
        identifier=f"DRG {number}",
        address=clip_url(number, publication.slug),
        archive=site_name(),
        edition=one.edition,
        digest=publication.edition_digest,
        title=kept["title"],
        language=kept["language"],
        original="",
        original_language="",
        authors=tuple(name for _, name in kept["voices"]) or tuple(source[0] for source in kept["sources"]),
        sources=tuple(_printed(*source) for source in kept["sources"]),
        programme="",
        aired=publication.aired_on,
        published=published,
        accessed=updated,
        medium="video" if kept["has_picture"] else "audio" if kept["has_media"] else "",
        length=format_clock(kept["duration_ms"]) if kept["duration_ms"] else "",
        translators=one.translators,
        rights=one.rights,
        subjects=tuple(name for _, name in kept["topics"]),
        abstract=tuple(kept.get("summary", ())),
        updated=updated,
    )


def _day(at: datetime | None) -> date:
    if at is None:
        raise ValueError("What is published was published on some day.")
    return at.date()


def _printed(name: str, _slug: str, country: str, place_name: str) -> str:
    place = place_name or country
    return f"{name} ({place})" if place else name
