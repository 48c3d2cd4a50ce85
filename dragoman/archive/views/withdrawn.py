"""What is left of a clip that was withdrawn: its number, the day, the reason and where the recording is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dragoman.publications.links import clip_path
from dragoman.publications.page import Tombstone
from dragoman.ui.wording import reader_language


def gone_page(request: HttpRequest, tombstone: Tombstone) -> HttpResponse:
    context = {
        "tombstone": tombstone,
        "survivor_path": clip_path(tombstone.survivor, tombstone.survivor_slug, reader_language())
        if tombstone.survivor is not None
        else "",
    }
    response = render(request, "archive/gone.html", context, status=410)
    response.headers["Cache-Control"] = "no-cache"
    return response
