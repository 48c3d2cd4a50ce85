"""Short addresses, the search box, and what machines ask every site for."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from dragoman.archive.narrowing import tidy
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.publications import selectors
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import clip_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.search.numbers import number_in
from dragoman.ui.languages import prefix
from dragoman.ui.wording import reader_language


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect("/")


@require_safe
def short(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """``/11045`` and ``/c/11045`` lead to the clip's own address in one hop."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    query = request.META.get("QUERY_STRING", "")
    path = clip_path(number, found.slug)
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """A number goes straight to its clip; words go to the index."""
    asked = request.GET.get("q", "")
    wanted = number_in(asked)
    if wanted is not None:
        path = _path_of(wanted.number)
        if path:
            return HttpResponseRedirect(f"{path}#s{wanted.label}" if wanted.label else path)
    words = tidy(asked)
    home = f"{prefix(reader_language())}/"
    return HttpResponseRedirect(f"{home}?{urlencode({'words': words})}" if words else home)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("ui/mark.svg"))


def _path_of(number: int) -> str:
    """The address of a number that was published, withdrawn or not; empty for any other."""
    try:
        found = selectors.published_clip(number)
    except NoSuchNumber:
        return ""
    if isinstance(found, PublishedClip):
        return clip_path(number, found.slug, reader_language())
    return clip_path(number, "", reader_language()) if found.state == "withdrawn" else ""
