"""The public register of sources: who aired what we publish, who owns them, and how we know.

A source is in the register as long as a clip of it is published, so that no draft shows through it. A sensitive
one is left out: its clips name it as all clips do, and its address leads on to the list of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from dragoman.archive.structured_data import json_ld
from dragoman.catalogue import selectors
from dragoman.catalogue.models import Channel, Ownership
from dragoman.catalogue.terms import OutletType, OwnerKind
from dragoman.publications.links import source_path
from dragoman.search.sources import Coverage, coverage
from dragoman.ui import wording
from dragoman.ui.wording import reader_language


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list of all."""

    name: str
    name_original: str
    language: str
    place: str
    kind: str
    path: str
    count: int
    days: str


@dataclass(frozen=True, slots=True)
class OwnerLine:
    owner: str
    kind: str
    days: str
    reference: str


@dataclass(frozen=True, slots=True)
class FormerName:
    name: str
    until: date


def listed_sources(version: int) -> tuple[SourceLine, ...]:
    covered = coverage(version=version)
    return tuple(
        _line(channel, covered[channel.slug])
        for channel in selectors.channels()
        if channel.slug in covered and not channel.is_sensitive
    )


def printed_name(channel: Channel) -> str:
    """“CCTV (China)”."""
    place = wording.source_place(channel.country, channel.place_name)
    return f"{channel.name} ({place})" if place else channel.name


def description_of(channel: Channel, covered: Coverage) -> str:
    """One line for search engines and shared links."""
    said = ngettext(
        "%(count)s clip from %(source)s, translated sentence by sentence: who is heard, who owns the source.",
        "%(count)s clips from %(source)s, translated sentence by sentence: who is heard, who owns the source.",
        covered.count,
    )
    name = wording.plain_line(printed_name(channel))
    return said % {"count": wording.decimal(covered.count), "source": name}


def kind_of(channel: Channel) -> str:
    return str(OutletType(channel.outlet_type).label) if channel.outlet_type in OutletType.values else ""


def owners_of(channel: Channel) -> tuple[OwnerLine, ...]:
    """The latest first; those without a first day stand where their last day puts them, or at the end."""
    rows = sorted(
        channel.ownerships.all(),
        key=lambda row: (row.until or date.max, row.since or date.min),
        reverse=True,
    )
    return tuple(_owner(row) for row in rows)


def former_names_of(channel: Channel) -> tuple[FormerName, ...]:
    return tuple(FormerName(row.name, row.until) for row in reversed(channel.former_names.all()))


def structured_source(channel: Channel) -> SafeString:
    """schema.org as JSON-LD: a service that airs, or an organisation where it is not on the air."""
    on_air = channel.outlet_type in {OutletType.TELEVISION, OutletType.RADIO}
    others = [
        channel.name_original,
        channel.transliteration,
        *channel.aliases,
        *(former.name for former in channel.former_names.all()),
    ]
    document: dict[str, Any] = {  # Any: JSON
        "@context": "https://schema.org",
        "@type": "BroadcastService" if on_air else "Organization",
        "@id": settings.SITE_URL + source_path(channel.slug),
        "name": wording.plain_line(channel.name),
        "alternateName": list(dict.fromkeys(wording.plain_line(name) for name in others if name)),
        "url": settings.SITE_URL + source_path(channel.slug, reader_language()),
        "sameAs": [channel.website] if channel.website else [],
        **({"inLanguage": list(channel.languages)} if on_air else {"knowsLanguage": list(channel.languages)}),
    }
    if on_air:
        document["broadcastTimezone"] = channel.timezone
    return json_ld(document)


def _line(channel: Channel, covered: Coverage) -> SourceLine:
    return SourceLine(
        name=channel.name,
        name_original=channel.name_original,
        language=channel.language,
        place=wording.source_place(channel.country, channel.place_name),
        kind=kind_of(channel),
        path=source_path(channel.slug, reader_language()),
        count=covered.count,
        days=wording.days_between(covered.first, covered.last),
    )


def _owner(row: Ownership) -> OwnerLine:
    kind = row.kind if row.kind in OwnerKind.values else OwnerKind.UNKNOWN
    return OwnerLine(row.owner, str(OwnerKind(kind).label), wording.held(row.since, row.until), row.reference)
