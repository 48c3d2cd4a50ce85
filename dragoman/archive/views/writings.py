"""Pages of the site itself: what it is, how it works, what it owes its readers."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from dragoman.archive import written_page
from dragoman.archive.listing import answer_kept
from dragoman.archive.views.home import moved
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language
from dragoman.writings.links import page_path
from dragoman.writings.selectors import PageGone, page_for_readers


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page in the reader's language, or honestly in another; one that was taken out says so."""
    language = reader_language()
    if unquote(page_path(slug, language)) != request.path_info:
        return elsewhere(request, slug)

    def make(_version: int) -> str | HttpResponse:
        try:
            found = None if "\0" in slug else page_for_readers(slug, language)
        except PageGone:
            return _gone(slug)
        if found is None:
            raise Http404("No page of this name is published.")
        return str(render_to_string("archive/page.html", written_page.context_of(found, language)))

    return answer_kept(request, ("page", slug), make)


@require_safe
def elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    return moved(page_path(slug, reader_language()))


def _gone(slug: str) -> HttpResponse:
    body = render_to_string("archive/page_gone.html", furniture(page_path(slug)))
    response = HttpResponse(body, status=410)
    response.headers["Cache-Control"] = "no-cache"
    return response
