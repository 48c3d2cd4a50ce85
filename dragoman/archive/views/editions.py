"""Editions as files to check by hand, compared with one another, and as of a moment; one sentence through them all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive import changes_page, sentence_page
from dragoman.archive.kept import Page, answer
from dragoman.archive.transcript import former_labels
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.publications import selectors
from dragoman.publications.content import Content
from dragoman.publications.links import clip_path, sentence_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.sentence_record import NoSuchSentence, versions_of
from dragoman.ui.wording import reader_language


@require_safe
def header(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """The header of an edition, byte for byte: its SHA-256 is the edition's digest."""
    return _bytes(request, number, ordinal, part="header")


@require_safe
def lines(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """The leaves of an edition, byte for byte."""
    return _bytes(request, number, ordinal, part="lines")


@require_safe
def changes(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """What an edition changed, against the one before or against ``?since=``."""
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    since = request.GET.get("since", "")
    earlier = int(since) if since.isascii() and since.isdigit() and len(since) < 7 else ordinal - 1
    if not 1 <= earlier < ordinal:
        raise Http404(_("There is no earlier edition of that number to compare with."))
    old = published_or_404(number, earlier)
    if isinstance(old, Tombstone):
        return gone_page(request, old)
    context = changes_page.context_of(old.content, found.content, found.slug, reader_language())
    response = render(request, "archive/changes.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def sentence(request: HttpRequest, number: int, label: str) -> HttpResponse:
    """Everything we know of one sentence; where a label is no longer in use, what became of it."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    if any(fate.label == label for fate in found.content.lineage):
        return former_sentence(request, found, label)
    try:
        versions = versions_of(number, label)
    except NoSuchSentence as error:
        raise Http404(str(error)) from error
    if not _stands(found.content, label):
        return former_sentence(request, found, label)
    context = sentence_page.context_of(found, label, versions, reader_language())
    response = render(request, "archive/sentence.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


def former_sentence(request: HttpRequest, found: PublishedClip, label: str, why: str = "") -> HttpResponse:
    """What became of a label that is not to be shown; ``why`` in words where it is not that it was taken out."""
    language, content = reader_language(), found.content
    fate = next((fate for fate in content.lineage if fate.label == label), None)
    living = [now for now, olds in former_labels(content).items() if label in olds and _stands(content, now)]
    context = {
        "number": content.number,
        "label": label,
        "living": [(one, sentence_path(content.number, one, language)) for one in living],
        "why": why,
        "reason": fate.reason if fate else "",
        "clip_path": clip_path(content.number, found.slug, language),
    }
    response = render(request, "archive/former_sentence.html", context, status=200 if living else 410)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _stands(content: Content, label: str) -> bool:
    return any(line.label == label for line in content.lines) or any(
        one.label == label for track in content.translations for one in track.renderings
    )


def _bytes(request: HttpRequest, number: int, ordinal: int, *, part: str) -> HttpResponse:
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    header, body = selectors.edition_bytes(number, ordinal)
    is_header = part == "header"
    page = Page(
        header if is_header else body,
        f'"{found.digest[:32]}-{part}-{found.ledger_seq}"',
        content_type="application/json" if is_header else "application/jsonl; charset=utf-8",
    )
    response = answer(request, page)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
