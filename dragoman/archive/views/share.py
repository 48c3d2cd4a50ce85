"""The page with every way to pass on a clip or one of its sentences, for readers with and without scripts."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.archive import share_page
from dragoman.archive.film_page import film_context, wanted_of
from dragoman.archive.narrowing import tidy
from dragoman.archive.quoting import Quotation, Refusal, quotation_of
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.editions import former_sentence
from dragoman.archive.views.embed import embed_asked
from dragoman.archive.views.withdrawn import gone_page
from dragoman.lib.timecode import BadTimecode, parse_clock
from dragoman.publications.embeds import Embed
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.ui.wording import reader_language


@require_safe
def share(request: HttpRequest, number: int, label: str = "") -> HttpResponse:
    """A sentence that is not to be quoted says why, and where its words went."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    quotation = None
    if label:
        asked = tidy(request.GET.get("in", ""))[:35]
        told = quotation_of(found, label, reader_language(), asked)
        if isinstance(told, Refusal):
            return _refused(request, found, label, told)
        quotation = told
    context = share_page.context_of(
        found,
        _embed(request, number, found.content.edition, quotation),
        _moment(request.GET.get("at", "")),
        quotation,
    )
    if quotation is not None:
        context |= film_context(found, wanted_of(found, quotation, tidy(request.GET.get("in", ""))[:35]))
    response = render(request, "archive/share.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _refused(request: HttpRequest, found: PublishedClip, label: str, why: Refusal) -> HttpResponse:
    if why.status == 404:
        raise Http404(why.words)
    return former_sentence(request, found, label, why.words)


def _embed(request: HttpRequest, number: int, edition: int, quotation: Quotation | None) -> Embed:
    """What the form says; the seconds of the sentence where it says nothing yet."""
    asked = replace(embed_asked(request, number), edition=edition)
    if quotation is None or quotation.in_ms is None or "start" in request.GET or "end" in request.GET:
        return asked
    return replace(asked, start_ms=quotation.in_ms or None, end_ms=quotation.out_ms)


def _moment(text: str) -> int | None:
    try:
        return parse_clock(text)
    except BadTimecode:
        return None
