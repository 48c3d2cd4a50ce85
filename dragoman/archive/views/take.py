"""Taking a clip away: a page that lists every file, and the files made of its words."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.archive.kept import Page, answer
from dragoman.archive.record import edition_kind
from dragoman.archive.taken import note_taken
from dragoman.archive.taking.films import film_offers
from dragoman.archive.taking.forms import FORMS
from dragoman.archive.taking.offers import offers_of
from dragoman.archive.taking.stated import stated
from dragoman.archive.taking.wanted import NotThere, wanted_in
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.terms import RecipientKind
from dragoman.lib.hashing import digest
from dragoman.lib.typesetting import NoFace
from dragoman.publications import selectors
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.identity import identity_of
from dragoman.publications.links import bundle_path, clip_path, take_path, taken_path
from dragoman.publications.moments import BadMoment, parse_moment
from dragoman.publications.page import EditionNote, PublishedClip, Tombstone
from dragoman.ui.wording import reader_language


@require_safe
def take(request: HttpRequest, number: int, ordinal: int | None = None) -> HttpResponse:
    """Everything there is to take away of the latest edition, or of an earlier one."""
    language = reader_language()
    if asked := request.GET.get("as-of", ""):
        return HttpResponseRedirect(take_path(number, language, _edition_at(number, asked)))
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    context = {
        "content": found.content,
        "offers": offers_of(found),
        "films": film_offers(found) if ordinal is None else (),
        "stated": stated(found),
        "is_old_edition": found.content.edition != found.editions[-1].ordinal,
        "clip_path": clip_path(number, found.slug, language),
        "bundle_path": bundle_path(number),
        "editions": tuple(_editions(found)),
    }
    response = render(request, "archive/take_page.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def taken(request: HttpRequest, number: int, ending: str, ordinal: int | None = None) -> HttpResponse:
    """The words of an edition as a file, in the languages that ``?lang=`` names."""
    form = FORMS.get(ending)
    if form is None:
        raise Http404(_("There is no such format: see what can be taken away."))
    language = reader_language()
    if moment := request.GET.get("as-of", ""):
        path = taken_path(number, ending, language, _edition_at(number, moment))
        return HttpResponseRedirect(f"{path}?{_without_moment(request)}")
    found = published_or_404(number, ordinal)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    try:
        wanted = wanted_in(found.content, _languages(request), language, columns=form.columns)
        body = form.write(found, wanted)
    except NotThere as error:
        raise Http404(str(error)) from error
    except NoFace as error:
        return _not_set(error)
    response = answer(request, Page(body, f'W/"{digest(body)[:32]}"', content_type=form.mime))
    name = f"{identity_of(found).file_stem}-{wanted.name}.{form.suffix or ending}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Access-Control-Allow-Origin"] = "*"
    note_taken(request, RecipientKind.DOWNLOAD, number, found.content.edition)
    return response


def _editions(found: PublishedClip) -> Iterator[tuple[EditionNote, str, str]]:
    """Latest first, each with its kind in words and the page of its files."""
    latest, language = found.editions[-1].ordinal, reader_language()
    for note in reversed(found.editions):
        ordinal = None if note.ordinal == latest else note.ordinal
        yield note, edition_kind(note.kind), take_path(found.content.number, language, ordinal)


def _languages(request: HttpRequest) -> str:
    """``?lang=``; or ``?in=``, by which a page names the translation that stands beside what was said."""
    on_page = request.GET.get("in", "")
    return request.GET.get("lang", "") or (f"{on_page},original" if on_page else "")


def _not_set(error: NoFace) -> HttpResponse:
    """Says what is missing and what to do; every other format has the words."""
    words = _(
        "This machine has no typeface for %(letters)s, so these words can’t be set on pages. Whoever runs it can "
        "install one for the script; every other format has the words."
    )
    said = f"{words % {'letters': error.letters[:20]}}\n"
    response = HttpResponse(said, status=503, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


def _edition_at(number: int, asked: str) -> int:
    try:
        return selectors.edition_at(number, parse_moment(asked))
    except (BadMoment, NoSuchNumber) as error:
        raise Http404(str(error)) from error


def _without_moment(request: HttpRequest) -> str:
    query = request.GET.copy()
    del query["as-of"]
    return query.urlencode(safe=",")
