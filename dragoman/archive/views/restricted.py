"""In place of a clip that a legal demand keeps from the reader: 451, who demands it, since when and why (RFC 7725)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dragoman.publications.page import Tombstone
from dragoman.publications.tombstones import blocked_by
from dragoman.ui.wording import source_place

_STATUS = 451


def restricted_page(request: HttpRequest, told: Tombstone) -> HttpResponse:
    context = {
        "told": told,
        "sources": tuple((one, source_place(one.country, one.place_name)) for one in told.sources),
    }
    return unavailable(render(request, "archive/restricted.html", context, status=_STATUS), told)


def restricted_file(told: Tombstone) -> HttpResponse:
    """In plain words, for the address of a file, a picture or captions."""
    said = f"Unavailable for legal reasons: {told.reason} (demanded by {told.demanded_by})\n"
    return unavailable(HttpResponse(said, status=_STATUS, content_type="text/plain; charset=utf-8"), told)


def unavailable(response: HttpResponse, told: Tombstone) -> HttpResponse:
    """Never kept by anyone: it may be lifted, and hold in one country alone."""
    for name, value in blocked_by(told).items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response
