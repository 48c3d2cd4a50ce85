"""What no address of ours answers: perhaps it is one of the site a clip came from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.defaults import page_not_found

from dragoman.archive.views.restricted import restricted_page
from dragoman.archive.views.withdrawn import gone_page
from dragoman.publications import selectors
from dragoman.publications.links import clip_path
from dragoman.publications.rules import is_readable, is_withdrawn
from dragoman.publications.tombstones import restriction_met, tombstone_of


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Lead an old address to its clip in one hop; say for all others that there is nothing.

    Only what no route takes is looked up: pages of ours cost nothing, and none can be taken over. The way leads
    to a clip's own path, never to what the address says.
    """
    if request.resolver_match is None and request.method in {"GET", "HEAD"}:
        found = selectors.at_old_address(request.path_info, _query(request))
        if found is not None and found.number is not None:
            if is_readable(found):
                response = HttpResponsePermanentRedirect(clip_path(found.number, found.slug))
                response.headers["Cache-Control"] = "no-cache"
                return response
            if is_withdrawn(found):
                return gone_page(request, tombstone_of(found.number, found))
            if left := restriction_met(found.number):
                return restricted_page(request, left)
    return page_not_found(request, exception)


def _query(request: HttpRequest) -> str:
    """WSGI gives bytes as Latin-1; what an old client did not escape is UTF-8."""
    raw = str(request.META.get("QUERY_STRING", ""))
    return raw.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
