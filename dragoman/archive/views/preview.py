"""A clip before it is published, for who holds a link to it. Every other token finds nothing, and all find it alike."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.archive.preview_page import preview_context
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.subtitles import webvtt
from dragoman.publications.captions import caption_cues
from dragoman.publications.links import clip_path
from dragoman.publications.models import PreviewLink
from dragoman.publications.previews import note_use, open_link, preview_files, previewed, published_since
from dragoman.recordings.vault import vault
from dragoman.ui.media import ServedFile, file_response
from dragoman.ui.wording import reader_language

_Response = TypeVar("_Response", bound=HttpResponseBase)
_FOR_NOBODY_ELSE = "private, no-store"


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page; or the clip's own address, once everybody may read it."""
    out = published_since(token)
    if out is not None and out.number is not None:
        moved = HttpResponseRedirect(clip_path(out.number, out.slug, reader_language()))
        return _secret(moved)
    link = _link_or_404(token)
    if request.method == "GET":
        note_use(link=link)
    return _secret(render(request, "archive/preview.html", preview_context(link, token)))


@require_safe
def preview_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    link = _link_or_404(token)
    file = next((one for one in preview_files(link) if one.name == name), None)
    if file is None:
        raise Http404
    served = ServedFile(
        vault().path_of(file.sha256), file.sha256, file.mime, f"preview-{file.name}", _FOR_NOBODY_ELSE
    )
    try:
        return _secret(file_response(request, served))
    except FileNotFoundError as error:
        raise Http404 from error


@require_safe
def preview_captions(request: HttpRequest, token: str, language: str) -> HttpResponse:
    link = _link_or_404(token)
    try:
        cues = caption_cues(previewed(link).content, canonical(language))
    except UnknownLanguage:
        cues = None
    if cues is None:
        raise Http404
    return _secret(HttpResponse(webvtt.write(cues), content_type="text/vtt; charset=utf-8"))


def _link_or_404(token: str) -> PreviewLink:
    link = open_link(token)
    if link is None:
        raise Http404
    return link


def _secret(response: _Response) -> _Response:
    """Kept by nobody, found by nobody, and the address goes nowhere with the reader."""
    response.headers["Cache-Control"] = _FOR_NOBODY_ELSE
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
