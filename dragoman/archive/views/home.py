"""The home page: what was said last, and every clip by day, topic, source, person and year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive.index_page import chosen_of, days_of, groups_of
from dragoman.archive.kept import Page, answer
from dragoman.archive.lead import lead_of
from dragoman.archive.narrowing import address, filters_in, tidy
from dragoman.lib.hashing import digest
from dragoman.publications.links import clip_path
from dragoman.search import selectors
from dragoman.search.facets import facets
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    filters, before = filters_in(request.GET), tidy(request.GET.get("before", ""))
    shelf, counts = selectors.shelf(filters=filters, before=before), facets()
    is_front = not (filters.are_set or before)
    lead = lead_of(shelf) if is_front else None
    context = {
        **furniture("/"),
        "section": "clips",
        "asked_words": filters.words,
        "is_front": is_front,
        "lead": lead,
        "lead_path": clip_path(lead.card.number, lead.card.slug, reader_language()) if lead else "",
        "shelf": shelf,
        "days": days_of(shelf),
        "groups": groups_of(counts, filters),
        "chosen": chosen_of(counts, filters),
        "source_count": len(counts.sources),
        "older": address(filters, shelf.older) if shelf.older else "",
        "newest": address(filters) if before else "",
    }
    body = render_to_string("archive/home.html", context).encode()
    return answer(request, Page(body, f'W/"{digest(body)[:32]}"'))
