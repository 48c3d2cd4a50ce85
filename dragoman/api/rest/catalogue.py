"""What clips are filed under: topics, people, sources; and the numbers that were given out.

Nothing stands here but what a published clip shows, so no draft shows through.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from django.conf import settings

from dragoman.api.problems import Refused
from dragoman.api.rest.clips import AskedClip, Slug, number_in, slice_of
from dragoman.api.rest.endpoint import AskedList, AskedOne, Listed
from dragoman.api.rest.telling import api_url
from dragoman.api.rest.values.catalogue import Filed, FormerName, NumberGiven, Owner, Source
from dragoman.catalogue.models import Channel
from dragoman.catalogue.selectors import channel_by_slug, listed_channels
from dragoman.publications.links import clip_url, clips_url, source_path
from dragoman.publications.models import Number, Publication
from dragoman.publications.rules import is_published, is_restricted, is_withdrawn
from dragoman.search.facets import Facet, facets
from dragoman.search.lists import number_given, numbers_given
from dragoman.search.sources import Coverage, coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNamed(AskedOne):
    slug: Slug


def topics(asked: AskedList) -> Listed:
    return slice_of(tuple(_by_name("topic", facets().topics)), asked)


def topic(asked: AskedNamed) -> Filed:
    return _one("topic", facets().topics, asked.slug)


def people(asked: AskedList) -> Listed:
    return slice_of(tuple(_by_name("person", facets().speakers)), asked)


def person(asked: AskedNamed) -> Filed:
    return _one("person", facets().speakers, asked.slug)


def sources(asked: AskedList) -> Listed:
    covered = coverage()
    found = [one for one in listed_channels() if one.slug in covered]
    page = slice_of(tuple(found), asked)
    return Listed(
        tuple(_source(one, covered[one.slug]) for one in page.items if isinstance(one, Channel)), page.cursor
    )


def source(asked: AskedNamed) -> Source:
    covered = coverage(asked.slug).get(asked.slug)
    channel = channel_by_slug(asked.slug) if covered else None
    if channel is None or covered is None or channel.is_sensitive:
        raise Refused(404, "There is no source of that name.")
    return _source(channel, covered)


def numbers(asked: AskedList) -> Listed:
    found = numbers_given(below=number_in(asked.cursor), most=asked.limit + 1)
    cursor = str(found[asked.limit - 1].number) if len(found) > asked.limit else ""
    return Listed(tuple(_number(one) for one in found[: asked.limit]), cursor)


def number(asked: AskedClip) -> NumberGiven:
    found = number_given(asked.number)
    if found is None:
        raise Refused(404, f"Number {asked.number} was never given out.")
    return _number(found)


def _by_name(kind: str, found: tuple[Facet, ...]) -> list[Filed]:
    return [_filed(kind, one) for one in sorted(found, key=lambda one: one.value)]


def _one(kind: str, found: tuple[Facet, ...], slug: str) -> Filed:
    for one in found:
        if one.value == slug:
            return _filed(kind, one)
    raise Refused(404, f"There is no {kind} of that name.")


def _filed(kind: str, one: Facet) -> Filed:
    return Filed(
        slug=one.value,
        name=one.label or one.value,
        clips=one.count,
        url=clips_url(kind, one.value),
        api=api_url(f"clips?{kind}={quote(one.value)}"),
    )


def _source(channel: Channel, covered: Coverage) -> Source:
    return Source(
        slug=channel.slug,
        name=channel.name,
        name_original=channel.name_original,
        transliteration=channel.transliteration,
        language=channel.language,
        languages=tuple(channel.languages),
        country=channel.country,
        place_name=channel.place_name,
        outlet_type=channel.outlet_type,
        timezone=channel.timezone,
        website=channel.website,
        rights=channel.rights,
        aliases=tuple(channel.aliases),
        owners=tuple(
            Owner(row.owner, row.kind, row.since, row.until, row.reference)
            for row in channel.ownerships.all()
        ),
        former_names=tuple(FormerName(row.name, row.until) for row in channel.former_names.all()),
        clips=covered.count,
        first_aired_on=covered.first,
        last_aired_on=covered.last,
        url=settings.SITE_URL + source_path(channel.slug),
        api=api_url(f"clips?source={quote(channel.slug)}"),
    )


def _number(given: Number) -> NumberGiven:
    publication = given.publication
    state = _state(publication)
    is_public, is_gone = state != "reserved", state == "withdrawn"
    slug = publication.slug if publication and state == "published" else ""
    return NumberGiven(
        number=given.number,
        state=state,
        url=clip_url(given.number, slug) if is_public else None,
        withdrawn_at=publication.withdrawn_at if publication and is_gone else None,
        reason=publication.withdrawn_reason if publication and is_gone else "",
        survivor=given.survivor_id if is_gone else None,
    )


def _state(publication: Publication | None) -> Literal["reserved", "published", "withdrawn", "restricted"]:
    if publication is None:
        return "reserved"
    if is_withdrawn(publication):
        return "withdrawn"
    if is_published(publication):
        return "restricted" if is_restricted(publication) else "published"
    return "reserved"
