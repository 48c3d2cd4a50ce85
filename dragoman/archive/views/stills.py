"""The copies of a clip's picture that pages show: small, in the best format the reader's browser takes."""

from __future__ import annotations

import logging
import threading

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from dragoman.lib.stills import AVIF, FORMS, JPEG, WEBP, NotAPicture
from dragoman.pipeline.frames import queue_frames
from dragoman.publications.frames import FORMS as FRAME_FORMS
from dragoman.publications.frames import WIDTH as FRAME_WIDTH
from dragoman.publications.frames import can_have_frame, kept_frame, latest_digest, variant_of
from dragoman.publications.links import file_path, picture_path
from dragoman.publications.pictures import POSTER, WIDTHS, Poster, kept_copy, make_copy, poster_of

_log = logging.getLogger(__name__)
# Kept by anyone, shown by no one without asking: a withdrawn picture is gone at once.
_ASK_FIRST = "public, no-cache"
# A copy takes a tenth of a second: one at a time is enough, and nobody waits long for a picture.
_making = threading.Lock()
_LONGEST_WAIT_S = 2


@require_safe
def poster(request: HttpRequest, number: int, width: int, ending: str = "") -> HttpResponse:
    """Without an ending the format is chosen by what the browser says it takes."""
    found = poster_of(number) if width in WIDTHS else None
    if found is None:
        raise Http404(f"Number {number} has no such picture.")
    form = ending or chosen_ending(request.headers.get("Accept", ""))
    etag = f'W/"{found.known_by(width, form)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        body = kept_copy(found, width, form) or _made(found, width, form)
        if body is None:
            return _as_published(number)
        response = HttpResponse(body, content_type=FORMS[form].mime)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _ASK_FIRST
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if not ending:
        patch_vary_headers(response, ("Accept",))
    return response


@require_safe
def frame(request: HttpRequest, number: int, label: str, width: int, ending: str) -> HttpResponse:
    """What is shown while a sentence is begun; the clip's own picture until it has been made."""
    digest = latest_digest(number) if width == FRAME_WIDTH and ending in FRAME_FORMS else ""
    if not digest:
        raise Http404(f"Number {number} has no such picture.")
    etag = f'W/"{digest[:24]}-{variant_of(label)}-{ending}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        body = kept_frame(number, digest, label, ending)
        if body is None:
            return _not_yet(number, label, ending)
        response = HttpResponse(body, content_type=FORMS[ending].mime)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = _ASK_FIRST
    return response


def _not_yet(number: int, label: str, ending: str) -> HttpResponse:
    if not can_have_frame(number, label):
        raise Http404(f"Number {number} has no picture of that sentence.")
    queue_frames(number)
    response = HttpResponseRedirect(picture_path(number, "poster", FRAME_WIDTH, ending))
    response.headers["Cache-Control"] = "no-store"
    return response


def chosen_ending(accepted: str) -> str:
    """Browsers name the formats that not all of them take; whoever names none gets the one that all know."""
    named = {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
    return next((form.ending for form in (AVIF, WEBP) if form.mime in named), JPEG.ending)


def _made(found: Poster, width: int, ending: str) -> bytes | None:
    """None where too many are being made, or none can be: the published picture then stands in."""
    if not _making.acquire(timeout=_LONGEST_WAIT_S):
        return None
    try:
        return make_copy(found, width, ending)
    except (FileNotFoundError, NotAPicture):
        _log.exception("no copy of the picture of number %s could be made", found.number)
        return None
    finally:
        _making.release()


def _as_published(number: int) -> HttpResponse:
    response = HttpResponseRedirect(file_path(number, POSTER))
    response.headers["Cache-Control"] = "no-store"
    return response
