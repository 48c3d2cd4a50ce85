"""What was given to a requester: terms first where there are any, then files, until the link ends."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.aired import citation
from dragoman.archive.views.report import network_of
from dragoman.archive.views.requests import private
from dragoman.enquiries.enclosing import place_of
from dragoman.enquiries.letters import moment_in_words
from dragoman.enquiries.models import Delivery
from dragoman.enquiries.selectors import delivery_at
from dragoman.enquiries.services.delivering import (
    BUNDLE,
    CAPTIONS,
    accept_terms,
    is_open,
    may_fetch,
    note_access,
)
from dragoman.enquiries.tokens import FILES, token_of
from dragoman.lib.subtitles import webvtt
from dragoman.publications import selectors
from dragoman.publications.links import bundle_path, cite_path, clip_path
from dragoman.publications.page import PublishedClip
from dragoman.recordings.vault import vault
from dragoman.ui.languages import prefix
from dragoman.ui.media import ServedFile, file_response
from dragoman.ui.wording import reader_language

MARKED = "marked.mp4"


@csrf_exempt  # the address is the proof; there is no session to abuse
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    now = datetime.now(UTC)
    if request.method == "POST":
        if is_open(found, now) and request.POST.get("agreed"):
            accept_terms(delivery=found)
        return HttpResponseRedirect(_path(found))
    language = reader_language()
    number = found.publication.number if not found.is_marked else None
    clip = selectors.published_clip(number) if number and is_open(found, now) else None
    content = clip.content if isinstance(clip, PublishedClip) else None
    context = {
        "delivery": found,
        "path": _path(found),
        "is_open": is_open(found, now),
        "may_fetch": may_fetch(found, now),
        "until": moment_in_words(found.expires_at, found.enquiry.deadline_zone, language),
        "files": found.files if not found.is_marked else ([MARKED] if found.file else []),
        "is_being_made": found.is_marked and not found.file and not found.trouble,
        "number": number,
        "clip_path": clip_path(number, "", language) if number else "",
        "cite_path": cite_path(number, "", language) if number else "",
        "citation": citation(content) if content else "",
        "rights": found.publication.clip.rights,
    }
    return private(
        render(request, "archive/delivery.html", context, status=200 if is_open(found, now) else 410)
    )


@require_safe
def delivered_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    found = _found(token)
    names = [MARKED] if found.is_marked else found.files
    if name not in names or not may_fetch(found, datetime.now(UTC)):
        raise Http404("There is no such file.")
    answer = _marked(request, found) if found.is_marked else _published(request, found, name)
    if request.method == "GET" and answer.status_code in {200, 302}:
        note_access(delivery=found, name=name, address=network_of(request))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _marked(request: HttpRequest, found: Delivery) -> HttpResponseBase:
    if not found.file:
        raise Http404("There is no such file.")
    served = ServedFile(
        place_of(found.file),
        found.sha256,
        "video/mp4",
        f"{found.enquiry.reference}.mp4",
        "private, no-store",
    )
    return _sent(request, served)


def _published(request: HttpRequest, found: Delivery, name: str) -> HttpResponseBase:
    number = found.publication.number or 0
    if name == BUNDLE:
        return HttpResponseRedirect(bundle_path(number))
    if name.endswith(CAPTIONS):
        cues = selectors.captions(number, name.removesuffix(CAPTIONS))
        if cues is None:
            raise Http404("There is no such file.")
        response = HttpResponse(webvtt.write(cues), content_type="text/vtt; charset=utf-8")
        named = content_disposition_header(True, f"dragoman-{number}-{name}")
        response.headers["Content-Disposition"] = named or "attachment"
        response.headers["Cache-Control"] = "private, no-store"
        return response
    file = selectors.published_file(number, name)
    if file is None:
        raise Http404("There is no such file.")
    served = ServedFile(
        vault().path_of(file.sha256), file.sha256, file.mime, f"dragoman-{number}-{name}", "private, no-store"
    )
    return _sent(request, served)


def _sent(request: HttpRequest, served: ServedFile) -> HttpResponseBase:
    try:
        return file_response(request, served, download=True)
    except FileNotFoundError as error:
        raise Http404("There is no such file.") from error


def _found(token: str) -> Delivery:
    found = delivery_at(token)
    if found is None:
        raise Http404("There is no such delivery.")
    return found


def _path(found: Delivery) -> str:
    return f"{prefix(reader_language())}/deliveries/{token_of(FILES, found.nonce)}"
