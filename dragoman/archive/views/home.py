"""The home page: what was said last, and every clip by day, topic, source, person and year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive.index_page import chosen_of, days_of, groups_of
from dragoman.archive.lead import lead_of
from dragoman.archive.listing import answer_kept
from dragoman.archive.narrowing import address, filters_in, tidy
from dragoman.publications.links import clip_path
from dragoman.search import selectors
from dragoman.search.facets import facets
from dragoman.search.selectors import Filters
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    filters, before = filters_in(request.GET), tidy(request.GET.get("before", ""))

    def make(version: int) -> str:
        return str(render_to_string("archive/home.html", _shown(filters, before, version)))

    return answer_kept(request, ("clips", filters, before), make)


def _shown(filters: Filters, before: str, version: int) -> dict[str, object]:
    found = selectors.run(filters=filters, before=before, version=version)
    everything, counts = facets(version=version), facets(filters, version)
    is_front = not (filters.are_set or before)
    lead = lead_of(found) if is_front else None
    return {
        **furniture("/"),
        "section": "clips",
        "asked_words": filters.words,
        "is_front": is_front,
        "lead": lead,
        "lead_path": clip_path(lead.card.number, lead.card.slug, reader_language()) if lead else "",
        "shelf": found,
        "days": days_of(found),
        "groups": groups_of(counts, filters),
        "chosen": chosen_of(everything, filters),
        "source_count": len(everything.sources),
        "older": address(filters, found.older) if found.older else "",
        "newest": address(filters) if before else "",
    }
