"""The people heard, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive import people_pages, person_page
from dragoman.archive.listing import answer_kept
from dragoman.archive.narrowing import tidy
from dragoman.archive.views.home import moved
from dragoman.catalogue.selectors import speaker_by_slug
from dragoman.publications.links import person_path
from dragoman.search.facets import facets
from dragoman.search.terms import Kind
from dragoman.ui.wording import reader_language


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    letter, asked = tidy(request.GET.get("letter", ""))[:1].upper(), tidy(request.GET.get("q", ""))

    def make(version: int) -> str:
        return str(render_to_string("archive/people.html", people_pages.context_of(version, letter, asked)))

    return answer_kept(request, ("people", letter, asked), make)


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    before = tidy(request.GET.get("before", ""))

    def make(version: int) -> str:
        found = speaker_by_slug(slug) if facets(version=version).count_of(Kind.SPEAKER, slug) else None
        if found is None:
            raise Http404("Nobody of this name is heard in a published clip.")
        return str(render_to_string("archive/person.html", person_page.context_of(found, version, before)))

    return answer_kept(request, ("person", slug, before), make)


@require_safe
def without_slash(request: HttpRequest, slug: str = "") -> HttpResponse:
    return moved(person_path(slug, reader_language()))
