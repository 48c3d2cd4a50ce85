"""The home page, what was said last; and every clip by day, topic, source, language, country, person and year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive.index_page import chosen_of, days_of, facets_html, groups_of
from dragoman.archive.lead import lead_of
from dragoman.archive.listing import answer_kept
from dragoman.archive.narrowing import address, filters_in, tidy
from dragoman.publications.links import clip_path, clips_path
from dragoman.search import selectors
from dragoman.search.facets import facets
from dragoman.search.selectors import Filters, Run
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest clips under the sentence of the newest; a narrowed list has an address of its own."""
    filters, before = filters_in(request.GET), tidy(request.GET.get("before", ""))
    if filters.are_set or before:
        return moved(address(filters, before))

    def make(version: int) -> str:
        found = selectors.run(filters=Filters(), version=version)
        lead = lead_of(found)
        context = {
            **_index(found, Filters(), version),
            **furniture("/"),
            "lead": lead,
            "lead_path": clip_path(lead.card.number, lead.card.slug, reader_language()) if lead else "",
        }
        return str(render_to_string("archive/home.html", context))

    return answer_kept(request, "home", make)


@require_safe
def clips(request: HttpRequest) -> HttpResponse:
    filters, before = filters_in(request.GET), tidy(request.GET.get("before", ""))

    def make(version: int) -> str:
        found = selectors.run(filters=filters, before=before, version=version)
        context = {
            **_index(found, filters, version),
            **furniture(clips_path()),
            "is_whole": not (filters.are_set or before),
            "newest": address(filters) if before else "",
        }
        return str(render_to_string("archive/clips.html", context))

    return answer_kept(request, ("clips", filters, before), make)


@require_safe
def clips_without_slash(request: HttpRequest) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return moved(f"{clips_path(reader_language())}{f'?{query}' if query else ''}")


def moved(path: str) -> HttpResponse:
    response = HttpResponsePermanentRedirect(path)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _index(found: Run, filters: Filters, version: int) -> dict[str, object]:
    everything = facets(version=version)
    return {
        "section": "clips",
        "asked_words": filters.words,
        "shelf": found,
        "days": days_of(found),
        "facets": facets_html(groups_of(facets(filters, version), filters)),
        "chosen": chosen_of(everything, filters),
        "source_count": len(everything.sources),
        "older": address(filters, found.older) if found.older else "",
    }
