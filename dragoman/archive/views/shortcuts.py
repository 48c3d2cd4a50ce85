"""Short addresses, and what machines ask every site for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.imprint.links import mark_path
from dragoman.imprint.selectors import imprint
from dragoman.publications.links import clip_path
from dragoman.publications.page import Tombstone


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
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark of the moment, which may change: nobody is to keep the way to it for good."""
    return HttpResponseRedirect(mark_path(imprint().mark) or static("ui/mark.svg"))
