"""Published files and captions. Only what an edition names is ever given out."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dragoman.archive.kept import Page, answer
from dragoman.archive.taken import note_taken
from dragoman.corrections.terms import RecipientKind
from dragoman.lib.hashing import digest
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.subtitles import webvtt
from dragoman.publications import selectors
from dragoman.publications.page import File
from dragoman.recordings.vault import vault
from dragoman.ui.media import ServedFile, file_response

_log = logging.getLogger(__name__)
# Kept by anyone, shown by no one without asking: a withdrawn file is gone at once.
_ASK_FIRST = "public, no-cache"


@require_safe
def published_file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    found = selectors.published_file(number, name)
    if found is None:
        raise Http404(f"Number {number} has no file of that name.")
    served = ServedFile(
        path=vault().path_of(found.sha256),
        sha256=found.sha256,
        mime=found.mime,
        name=_file_name(number, found),
        cache_control=_ASK_FIRST,
    )
    is_taken = "download" in request.GET
    try:
        response = file_response(request, served, download=is_taken)
    except FileNotFoundError as error:
        _log.error("the vault has no file %s of number %s", found.sha256, number)
        raise Http404(f"Number {number} has no file of that name.") from error
    if is_taken:
        note_taken(request, RecipientKind.DOWNLOAD, number, found.edition)
    return response


def _file_name(number: int, file: File) -> str:
    """``drg-11045-e2-clip.mp4``: which edition it carries, where that is known."""
    edition = f"-e{file.edition}" if file.edition else ""
    return f"drg-{number}{edition}-{file.name}"


@require_safe
def captions(request: HttpRequest, number: int, language: str) -> HttpResponse:
    try:
        cues = selectors.captions(number, canonical(language))
    except UnknownLanguage:
        cues = None
    if cues is None:
        raise Http404(f"Number {number} has no captions in that language.")
    body = webvtt.write(cues).encode()
    response = answer(request, Page(body, f'W/"{digest(body)[:32]}"', content_type="text/vtt; charset=utf-8"))
    if "download" in request.GET:
        named = content_disposition_header(True, f"drg-{number}-{language}.vtt")
        response.headers["Content-Disposition"] = named or "attachment"
        if (content := selectors.latest_content(number)) is not None:
            note_taken(request, RecipientKind.DOWNLOAD, number, content.edition)
    return response
