"""How to cite a clip or one of its sentences: on a page, and as files for reference managers."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.citing.cited import NoSuchSentence, cited_clip, cited_sentence
from dragoman.archive.citing.files import FORMS
from dragoman.archive.citing.styles import citations_of
from dragoman.archive.kept import Page, answer
from dragoman.archive.taken import note_taken
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.terms import RecipientKind
from dragoman.lib.citation import coins
from dragoman.lib.citation.reference import Reference
from dragoman.lib.hashing import digest
from dragoman.lib.timecode import format_clock
from dragoman.publications.links import cite_path, cited_path, clip_path, sentence_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.ui.wording import reader_language


@require_safe
def cite(request: HttpRequest, number: int, ordinal: int | None = None) -> HttpResponse:
    """The clip, or the sentence that ``?sentence=`` names, in every style and format."""
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    reference, language = _reference(request, found), reader_language()
    files = tuple(
        (
            form.name,
            ending,
            cite_path(number, reference.label, language, ordinal, ending),
            form.write(reference),
        )
        for ending, form in FORMS.items()
    )
    context = {
        "content": found.content,
        "reference": reference,
        "citations": citations_of(reference),
        "coins": coins.write(reference),
        "files": files,
        "is_old_edition": found.content.edition != found.editions[-1].ordinal,
        "clip_path": clip_path(number, found.slug, language),
        "sentence_path": sentence_path(number, reference.label, language) if reference.label else "",
        "cited_path": cited_path(number, language)
        + (f"?sentence={reference.label}" if reference.label else ""),
        "choices": tuple(_choices(found)),
    }
    response = render(request, "archive/cite.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def cite_file(request: HttpRequest, number: int, ending: str, ordinal: int | None = None) -> HttpResponse:
    """The reference alone, for a program."""
    form = FORMS.get(ending)
    if form is None:
        raise Http404(_("Citations come as .bib, .ris, .json and .xml."))
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    reference = _reference(request, found)
    body = form.write(reference).encode()
    response = answer(request, Page(body, f'W/"{digest(body)[:32]}"', content_type=form.mime))
    named = content_disposition_header(True, f"{reference.key}-e{reference.edition}.{ending}")
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Access-Control-Allow-Origin"] = "*"
    note_taken(request, RecipientKind.DOWNLOAD, number, found.content.edition)
    return response


def _reference(request: HttpRequest, found: PublishedClip) -> Reference:
    """Of the sentence that ``?sentence=`` names, in the translation that ``?in=`` names; else of the clip."""
    label = request.GET.get("sentence", "").strip().removeprefix("s")[:16]
    language, on = reader_language(), _today()
    if not label:
        return cited_clip(found, language, on)
    try:
        return cited_sentence(found, label, language, on, request.GET.get("in", "")[:35])
    except NoSuchSentence as error:
        raise Http404(str(error)) from error


def _choices(found: PublishedClip) -> list[tuple[str, str]]:
    """Label and time of each sentence that still says something."""
    return [
        (line.label, format_clock(line.in_ms) if line.in_ms is not None else "")
        for line in found.content.lines
        if not line.is_withheld
    ]


def _today() -> date:
    return timezone.now().date()
