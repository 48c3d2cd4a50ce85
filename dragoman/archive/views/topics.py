"""The topics, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive import topic_pages
from dragoman.archive.listing import answer_kept
from dragoman.archive.views.home import moved
from dragoman.catalogue.selectors import topic_by_slug
from dragoman.publications.links import topic_path
from dragoman.search.facets import facets
from dragoman.search.terms import Kind
from dragoman.ui.wording import reader_language


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    def make(version: int) -> str:
        return str(render_to_string("archive/topics.html", topic_pages.context_of_all(version)))

    return answer_kept(request, "topics", make)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    def make(version: int) -> str:
        found = topic_by_slug(slug) if facets(version=version).count_of(Kind.TOPIC, slug) else None
        if found is None:
            raise Http404("No topic of this name has a published clip.")
        return str(render_to_string("archive/topic.html", topic_pages.context_of(found, version)))

    return answer_kept(request, ("topic", slug), make)


@require_safe
def bulletin(request: HttpRequest, slug: str) -> HttpResponse:
    """What a topic's bulletin is, for who would subscribe to it, or rather follows it by feed."""

    def make(version: int) -> str:
        found = topic_by_slug(slug) if facets(version=version).count_of(Kind.TOPIC, slug) else None
        if found is None:
            raise Http404("No topic of this name has a published clip.")
        context = topic_pages.context_of_bulletin(found, version)
        return str(render_to_string("archive/bulletins/topic.html", context))

    return answer_kept(request, ("bulletin", slug), make)


@require_safe
def without_slash(request: HttpRequest, slug: str = "") -> HttpResponse:
    return moved(topic_path(slug, reader_language()))
