"""The clip page and its older editions."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.views.decorators.http import require_safe

from dragoman.archive.clip_page import Asked, render_clip
from dragoman.archive.kept import KeptPages, Page, answer, page_version
from dragoman.archive.narrowing import tidy
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.on_page import disputes_and_uses
from dragoman.giving.selectors import banner_in
from dragoman.lib.hashing import digest
from dragoman.lib.timecode import BadTimecode, format_clock, format_seconds, parse_clock
from dragoman.publications import selectors
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import clip_path
from dragoman.publications.moments import BadMoment, parse_moment
from dragoman.publications.moved_moments import Moved, moved
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.search.related import Related, related_to
from dragoman.search.stamps import stamp_and_version
from dragoman.ui.wording import reader_language

pages = KeptPages(most_bytes=64 * 2**20)


@require_safe
def clip(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """The page of a clip at its own address; every other address of it leads there in one hop."""
    if elsewhere := as_of(request, number) or moment_now(request, number):
        return elsewhere
    asked = _asked(request)
    stamped = stamp_and_version(number)
    beside = related_to(number, stamped[1]) if stamped else ()
    page = pages.get((number, stamped[0], asked, beside)) if stamped else None
    if page is None:
        found = published_or_404(number)
        if isinstance(found, Tombstone):
            return gone_page(request, found)
        if asked.translation and not _has_translation(found, asked.translation):
            return _moved(clip_path(number, found.slug, asked.language))
        page = _made(found, asked, beside)
        if asked.at_ms is None:
            pages.keep((number, found.stamp, asked, beside), page)
    if request.path != page.path:
        return _moved(page.path, request.META.get("QUERY_STRING", ""))
    return answer(request, page)


@require_safe
def edition(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """A clip as one of its editions had it; the latest one's address is the clip's own."""
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    language = reader_language()
    if ordinal == found.editions[-1].ordinal:
        return _moved(clip_path(number, found.slug, language))
    page = _made(found, replace(_asked(request), at_ms=None, left_out_ms=None, is_old_edition=True))
    return answer(request, page)


def as_of(request: HttpRequest, number: int) -> HttpResponse | None:
    """Where ``?as-of=`` leads: the edition that stood then. None when the address has none."""
    asked = request.GET.get("as-of", "")
    if not asked:
        return None
    try:
        ordinal = selectors.edition_at(number, parse_moment(asked))
    except (BadMoment, NoSuchNumber) as error:
        raise Http404(str(error)) from error
    return HttpResponseRedirect(f"{clip_path(number, '', reader_language())}/editions/{ordinal}")


def moment_now(request: HttpRequest, number: int) -> HttpResponse | None:
    """Where ``?t=61&e=1`` leads when the clip was cut anew since edition 1; None where it is right as it is."""
    edition, at_ms = request.GET.get("e", ""), _moment(request.GET.get("t", ""))
    if at_ms is None or not (edition.isascii() and edition.isdigit() and 0 < len(edition) < 7):
        return None
    now = selectors.latest_content(number)
    if now is None or int(edition) >= now.edition:
        return None
    try:
        before = selectors.published_clip(number, int(edition))
    except NoSuchNumber:
        return None
    if not isinstance(before, PublishedClip) or (found := moved(at_ms, before.content, now)) == Moved(at_ms):
        return None
    query = request.GET.copy()
    query["t"], query["e"] = format_seconds(found.at_ms), str(now.edition)
    if found.is_left_out:
        query["left-out"] = format_clock(at_ms)
    return HttpResponseRedirect(f"{clip_path(number, '', reader_language())}?{query.urlencode()}")


def published_or_404(number: int, ordinal: int | None = None) -> PublishedClip | Tombstone:
    """A published clip, or what is left of a withdrawn one; a number without either is not found."""
    try:
        found = selectors.published_clip(number, ordinal)
    except NoSuchNumber as error:
        raise Http404(str(error)) from error
    if isinstance(found, Tombstone) and found.state != "withdrawn":
        raise Http404(f"Number {number} is not published.")
    return found


def _asked(request: HttpRequest) -> Asked:
    return Asked(
        language=reader_language(),
        translation=tidy(request.GET.get("in", ""))[:35],
        at_ms=_moment(request.GET.get("t", "")),
        left_out_ms=_moment(request.GET.get("left-out", "")) if "t" in request.GET else None,
        appeal=banner_in(reader_language()) if settings.GIVING.is_set else "",
        is_sound=request.GET.get("sound", "") == "alone",
    )


def _moment(text: str) -> int | None:
    """``61``, ``61.5`` or ``1:01``; a moment that can't be read is as good as none."""
    try:
        return parse_clock(text.split(",")[0].strip().removesuffix("s"))
    except BadTimecode:
        return None


def _made(found: PublishedClip, asked: Asked, beside: tuple[Related, ...] = ()) -> Page:
    number = found.content.number
    body = render_clip(found, asked, *disputes_and_uses(number), beside).encode()
    variant = digest(f"{asked}{found.content.edition}{beside}{page_version()}".encode())[:12]
    return Page(
        body, f'W/"{found.stamp}-{variant}"', clip_path(found.content.number, found.slug, asked.language)
    )


def _has_translation(found: PublishedClip, language: str) -> bool:
    return any(track.language == language for track in found.content.translations)


def _moved(path: str, query: str = "") -> HttpResponse:
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    response.headers["Cache-Control"] = "no-cache"
    return response
