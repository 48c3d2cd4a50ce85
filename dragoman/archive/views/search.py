"""Search: what was said, found in any script, with its second."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from dragoman.archive import search_page
from dragoman.archive.kept import Page, answer
from dragoman.archive.numbered import path_asked_for
from dragoman.lib.hashing import digest
from dragoman.search.answering.addresses import asked_in, query_of
from dragoman.search.answering.answering import answer as answer_to
from dragoman.search.answering.answers import Answer, Asked, Order
from dragoman.search.index.port import NoIndex
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

FEEDS = (("application/atom+xml", "/search.atom"), ("application/feed+json", "/search.json"))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A number goes straight to its clip, unless it is asked for among other things."""
    asked = asked_in(request.GET.dict(), reader_language())
    if not asked.narrowed and (path := path_asked_for(asked.question)):
        return HttpResponseRedirect(path)
    try:
        found = answer_to(asked)
    except NoIndex:
        response = HttpResponse(render_to_string("archive/search_waiting.html", furniture("/")), status=503)
        response.headers["Retry-After"] = "60"
        return response
    body = render_to_string("archive/search.html", _shown(found)).encode()
    response = answer(request, Page(body, f'W/"{digest(body)[:32]}"'))
    if found.asked.question or found.asked.narrowed:
        response.headers["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
def moved(request: HttpRequest) -> HttpResponse:
    """``/find`` was the search before it had a page."""
    query = query_of(asked_in(request.GET.dict(), reader_language()))
    path = reverse("archive:search")
    return HttpResponseRedirect(f"{path}?{query}" if query else path)


def _shown(found: Answer) -> dict[str, object]:
    asked, first = found.asked, replace(found.asked, cursor="")
    path = reverse("archive:search")
    return {
        **furniture("/search"),
        "section": "search",
        "search_path": path,
        "asked": asked,
        "asked_words": asked.question,
        "canonical": f"{path}?{query_of(asked)}" if query_of(asked) else path,
        "is_asked": bool(asked.question or asked.narrowed),
        "answer": found,
        "passages": search_page.passages_of(found),
        "count": search_page.count_words(found),
        "order": search_page.order_words(found),
        "orders": search_page.orders_of(found),
        "facets": search_page.facets_of(found) if found.facets else "",
        "chosen": search_page.chosen_of(found),
        "remarks": search_page.remarks_of(found),
        "meant": found.meant,
        "meant_address": f"?{query_of(replace(first, question=found.meant))}",
        "without": f"?{query_of(Asked(asked.question))}" if asked.narrowed and asked.question else "",
        "feed_query": query_of(replace(first, order=Order.NEWEST)),
        "feeds": FEEDS,
        "more": f"?{query_of(replace(asked, cursor=found.cursor))}" if found.cursor else "",
        "start": f"?{query_of(first)}" if asked.cursor else "",
    }
