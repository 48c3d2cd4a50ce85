"""The page that other people's pages hold in a frame."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.http import require_safe

from dragoman.archive.embed_page import frame, render_embed
from dragoman.archive.embedders import note_embedder
from dragoman.archive.kept import KeptPages, Page, answer, page_version
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.restricted import unavailable
from dragoman.lib.hashing import digest
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.timecode import BadTimecode, parse_clock
from dragoman.publications import selectors
from dragoman.publications.embeds import THEMES, Embed, frame_ancestors
from dragoman.publications.links import clip_path
from dragoman.publications.moved_moments import moved
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.tombstones import restriction_met
from dragoman.ui.languages import interface_language
from dragoman.ui.wording import reader_language

pages = KeptPages(most_bytes=16 * 2**20)


@require_safe
def embed(request: HttpRequest, number: int) -> HttpResponse:
    """A clip for a frame: as its latest edition has it, withdrawn in words, or nothing."""
    asked = embed_asked(request, number)
    with override(interface_language(asked.language)):
        response = _answer(request, asked)
        response.headers["Content-Language"] = reader_language()
    return framed(response)


def embed_asked(request: HttpRequest, number: int) -> Embed:
    """What the address asks for; whatever can't be read in it is as good as not there."""
    theme = request.GET.get("theme", "")
    start, end = _moment(request.GET.get("start", "")), _moment(request.GET.get("end", ""))
    return Embed(
        number=number,
        start_ms=start or None,
        end_ms=end if end is not None and end > (start or 0) else None,
        language=_language(request.GET.get("lang", "")),
        theme=theme if theme in THEMES else "",
        has_words=request.GET.get("transcript", "") in {"1", "true", "yes"},
        edition=edition_asked(request),
    )


def edition_asked(request: HttpRequest) -> int:
    """``e=2``: the edition whose clock the address goes by; 0 where it doesn't say."""
    text = request.GET.get("e", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def framed(response: HttpResponse) -> HttpResponse:
    """The pages that the setting names may hold this answer in a frame; the archive's other pages never are."""
    response.xframe_options_exempt = True  # frame-ancestors says it better
    response._csp_replace = {"frame-ancestors": frame_ancestors()}  # type: ignore[attr-defined]
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _answer(request: HttpRequest, asked: Embed) -> HttpResponse:
    stamp = selectors.stamp_of(asked.number)
    page = pages.get((stamp, asked)) if stamp else None
    if page is None:
        try:
            found = published_or_404(asked.number)
        except Http404:
            if told := restriction_met(asked.number):
                return unavailable(_nothing(asked, told), told)
            return _nothing(asked, None)
        if isinstance(found, Tombstone):
            return _nothing(asked, found)
        page = _made(found, _as_it_is_now(found, asked))
        if not asked.is_part:
            pages.keep((found.stamp, asked), page)
    note_embedder(request, asked.number, page.edition)
    return answer(request, page)


def _as_it_is_now(found: PublishedClip, asked: Embed) -> Embed:
    """The same part of the broadcast, where the clip was cut anew since the code was made."""
    if not asked.is_part or not 0 < asked.edition < found.content.edition:
        return asked
    before = selectors.published_clip(asked.number, asked.edition)
    if not isinstance(before, PublishedClip):
        return asked
    start, end = (
        None if at_ms is None else moved(at_ms, before.content, found.content).at_ms
        for at_ms in (asked.start_ms, asked.end_ms)
    )
    if end is not None and end <= (start or 0):
        return replace(asked, start_ms=None, end_ms=None)  # nothing of it is left: the whole clip
    return replace(asked, start_ms=start or None, end_ms=end)


def _made(found: PublishedClip, asked: Embed) -> Page:
    body = render_embed(found, asked).encode()
    variant = digest(f"{asked}{reader_language()}{page_version()}".encode())[:12]
    return Page(body, f'W/"{found.stamp}-{variant}"', edition=found.content.edition)


def _nothing(asked: Embed, left: Tombstone | None) -> HttpResponse:
    """Says in the frame that there is no clip: withdrawn ones with the reason, all others alike."""
    survivor = left.survivor if left else None
    context = {
        **frame(asked),
        "number": asked.number,
        "tombstone": left,
        "survivor_path": clip_path(survivor, left.survivor_slug, reader_language())
        if left is not None and survivor is not None
        else "",
    }
    response = HttpResponse(render_to_string("archive/embed_gone.html", context), status=_status(left))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _status(left: Tombstone | None) -> int:
    if left is None:
        return 404
    return 451 if left.state == "restricted" else 410


def _moment(text: str) -> int | None:
    try:
        return parse_clock(text.strip().removesuffix("s"))
    except BadTimecode:
        return None


def _language(text: str) -> str:
    try:
        return canonical(text[:35]) if text else ""
    except UnknownLanguage:
        return ""
