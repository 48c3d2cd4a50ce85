"""The register of sources, and the page of each."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive import heard, source_pages
from dragoman.archive.index_page import days_of
from dragoman.archive.listing import answer_kept
from dragoman.catalogue.models import Channel
from dragoman.catalogue.selectors import channel_by_slug
from dragoman.publications.links import clips_path, source_path
from dragoman.search.facets import facets
from dragoman.search.selectors import Filters, run
from dragoman.search.sources import Coverage, coverage
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_NEWEST = 8


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    def make(version: int) -> str:
        lines = source_pages.listed_sources(version)
        context = {**furniture(source_path()), "section": "sources", "lines": lines}
        return str(render_to_string("archive/sources.html", context))

    return answer_kept(request, "sources", make)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    if "\0" in slug:
        raise Http404("No source has such a name.")  # PostgreSQL takes no such text at all

    def make(version: int) -> str | HttpResponse:
        channel, covered = channel_by_slug(slug), coverage(slug, version).get(slug)
        if channel is None or covered is None:
            raise Http404("No source of this name has a published clip.")
        if channel.is_sensitive:
            response = HttpResponseRedirect(f"{clips_path(reader_language())}?{urlencode({'source': slug})}")
            response.headers["Cache-Control"] = "no-cache"
            return response
        return str(render_to_string("archive/source.html", _source(channel, covered, version)))

    return answer_kept(request, ("source", slug), make)


@require_safe
def without_slash(request: HttpRequest, slug: str = "") -> HttpResponse:
    """As people type addresses."""
    return HttpResponsePermanentRedirect(source_path(slug, reader_language()))


def _source(channel: Channel, covered: Coverage, version: int) -> dict[str, object]:
    within = facets(Filters(source=channel.slug), version)
    return {
        **furniture(source_path(channel.slug)),
        "section": "source",
        "channel": channel,
        "plain_name": wording.plain_line(source_pages.printed_name(channel)),
        "description": source_pages.description_of(channel, covered),
        "place": wording.source_place(channel.country, channel.place_name),
        "kind": source_pages.kind_of(channel),
        "website_host": urlsplit(channel.website).netloc,
        "languages": wording.word_list(wording.language_name(tag) for tag in channel.languages),
        "owners": source_pages.owners_of(channel),
        "former_names": source_pages.former_names_of(channel),
        "count": covered.count,
        "days_covered": wording.days_between(covered.first, covered.last),
        "people": heard.people_in(within),
        "topics": heard.topics_in(within),
        "days": days_of(run(filters=Filters(source=channel.slug), size=_NEWEST, version=version)),
        "structured_data": source_pages.structured_source(channel),
    }
