"""Pictures of a sentence: the quote card, and the code that opens it."""

from __future__ import annotations

import threading

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.kept import page_version
from dragoman.archive.qr import qr_svg
from dragoman.archive.quote_card import SHAPES, THEMES, Look, card_png
from dragoman.archive.quoting import Refusal, quotation_of
from dragoman.archive.taken import note_taken
from dragoman.archive.views.clip import published_or_404
from dragoman.corrections.terms import RecipientKind
from dragoman.lib.hashing import digest
from dragoman.publications import selectors
from dragoman.publications.kept_cards import forget_cards, keep_card, kept_card
from dragoman.publications.links import card_path, sentence_url
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.ui.wording import reader_language

# A picture takes a tenth of a second and 90 MB to make: one at a time is enough.
_making = threading.Lock()
_LONGEST_WAIT_S = 10


@require_safe
def card(request: HttpRequest, number: int, label: str) -> HttpResponse:
    """The picture of a sentence as the latest edition has it; refused in words where it is not to be quoted."""
    look, asked = _look(request), known_translation(number, request.GET.get("in", ""))
    stamp = selectors.stamp_of(number)
    variant = digest(f"{label}|{reader_language()}|{asked}|{look}|{page_version()}".encode())[:16]
    if stamp:
        edition = stamp.partition("-")[0]
        etag = f'"{edition}-{variant}"'
        if is_kept_by_reader := get_conditional_response(request, etag=etag):
            return _headers(is_kept_by_reader, etag)
        if picture := kept_card(number, edition, variant):
            return _picture(request, picture, etag, (number, label))
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return refused(Refusal(410, _("This clip was withdrawn.")))
    quotation = quotation_of(found, label, reader_language(), asked)
    if isinstance(quotation, Refusal):
        if len(quotation.living) == 1:
            query = request.META.get("QUERY_STRING", "")
            path = card_path(number, quotation.living[0], reader_language())
            return HttpResponseRedirect(f"{path}?{query}" if query else path)
        return refused(quotation)
    if not _making.acquire(timeout=_LONGEST_WAIT_S):
        return _busy()
    try:
        picture = card_png(quotation, look)
    finally:
        _making.release()
    keep_card(number, found.digest, variant, picture)
    if not (selectors.stamp_of(number) or "").startswith(found.digest[:24]):
        forget_cards(number)  # corrected or withdrawn while the picture was made
    return _picture(request, picture, f'"{found.digest[:24]}-{variant}"', (number, label), found)


@require_safe
def qr(request: HttpRequest, number: int, label: str = "") -> HttpResponse:
    """The code that opens the clip, or one of its sentences."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return refused(Refusal(410, _("This clip was withdrawn.")))
    if label:
        quotation = quotation_of(found, label, reader_language())
        if isinstance(quotation, Refusal) and quotation.status == 404:
            return refused(quotation)
    body = qr_svg(sentence_url(number, label))
    etag = f'"{digest(body)[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(body, content_type="image/svg+xml")
        name = f"drg-{number}{f'-s{label}' if label else ''}.svg"
        named = content_disposition_header("download" in request.GET, name)
        response.headers["Content-Disposition"] = named or "inline"
    return _headers(response, etag)


def known_translation(number: int, asked: str) -> str:
    """A translation that is asked for and there; any other is as good as none, so that nobody invents pictures."""
    if not asked:
        return ""
    content = selectors.latest_content(number)
    return (
        next((one.language for one in content.translations if one.language == asked), "") if content else ""
    )


def _busy() -> HttpResponse:
    response = refused(Refusal(503, _("Many pictures are being made just now. Try again in a minute.")))
    response.headers["Retry-After"] = "60"
    return response


def refused(why: Refusal) -> HttpResponse:
    """In words, for whoever opens the picture's address."""
    response = HttpResponse(f"{why.words}\n", status=why.status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _look(request: HttpRequest) -> Look:
    shape, theme = request.GET.get("shape", ""), request.GET.get("theme", "")
    return Look(shape if shape in SHAPES else "wide", theme if theme in THEMES else "light")


def _picture(
    request: HttpRequest, body: bytes, etag: str, about: tuple[int, str], clip: PublishedClip | None = None
) -> HttpResponse:
    number, label = about
    is_taken = "download" in request.GET
    response = HttpResponse(body, content_type="image/png")
    named = content_disposition_header(is_taken, f"drg-{number}-s{label}.png")
    response.headers["Content-Disposition"] = named or "inline"
    if is_taken:
        content = clip.content if clip else selectors.latest_content(number)
        if content is not None:
            note_taken(request, RecipientKind.DOWNLOAD, number, content.edition)
    return _headers(response, etag)


def _headers(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    # Kept by anyone, shown by no one without asking: a corrected sentence's picture changes at once.
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
