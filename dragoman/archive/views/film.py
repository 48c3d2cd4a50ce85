"""The film of one sentence: asked for by anyone, made in the background, kept until the words change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.film_page import film_context, wanted_of
from dragoman.archive.narrowing import tidy
from dragoman.archive.quoting import Quotation, Refusal, quotation_of
from dragoman.archive.taken import note_taken
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.editions import former_sentence
from dragoman.archive.views.pictures import refused
from dragoman.archive.views.report import network_of
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.services import network_mark
from dragoman.corrections.terms import RecipientKind
from dragoman.pipeline.films import TooManyFilms, queue_film
from dragoman.publications.film_basis import known_by
from dragoman.publications.links import clip_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.sentence_films import film_of
from dragoman.ui.media import ServedFile, file_response
from dragoman.ui.wording import reader_language


# The reader has no session that a forged form could use, so no cookie is set for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def film(request: HttpRequest, number: int, label: str) -> HttpResponse:
    """How far it is; a POST asks for it."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    asked = tidy((request.POST if request.method == "POST" else request.GET).get("in", ""))[:35]
    quotation = quotation_of(found, label, reader_language(), asked)
    if isinstance(quotation, Refusal):
        if quotation.status == 404:
            raise Http404(quotation.words)
        return former_sentence(request, found, label, quotation.words)
    if request.method == "POST":
        return _ask(request, found, quotation, asked)
    return _page(request, found, film_context(found, wanted_of(found, quotation, asked)))


@require_safe
def film_file(request: HttpRequest, number: int, label: str) -> HttpResponseBase:
    """The film itself, where it was made of the latest edition."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return refused(Refusal(410, _("This clip was withdrawn.")))
    asked = tidy(request.GET.get("in", ""))[:35]
    quotation = quotation_of(found, label, reader_language(), asked)
    if isinstance(quotation, Refusal):
        return refused(quotation)
    path = film_of(wanted_of(found, quotation, asked), found.digest)
    if path is None:
        return refused(Refusal(404, _("This film has not been made.")))
    served = ServedFile(
        path=path,
        sha256=known_by(path),
        mime="video/mp4",
        name=f"drg-{number}-s{quotation.label}.mp4",
        cache_control="public, no-cache",
    )
    is_taken = "download" in request.GET
    response = file_response(request, served, download=is_taken)
    if is_taken:
        note_taken(request, RecipientKind.DOWNLOAD, number, found.content.edition)
    return response


def _ask(request: HttpRequest, found: PublishedClip, quotation: Quotation, asked: str) -> HttpResponse:
    wanted = wanted_of(found, quotation, asked)
    context = film_context(found, wanted)
    if context["film"] == "wanted":
        try:
            queue_film(
                wanted=wanted, edition=found.content.edition, network=network_mark(network_of(request))
            )
        except TooManyFilms as error:
            return _page(request, found, film_context(found, wanted, too_many(error)), status=429)
    path = str(context["film_path"])
    return HttpResponseRedirect(f"{path}?in={wanted.language}" if asked else path)


def too_many(error: TooManyFilms) -> str:
    if error.is_everyone:
        return _("Many films are being made just now. Try again in a few minutes.")
    return _("Many films were asked for from where you are in the last hour. Try again in an hour.")


def _page(
    request: HttpRequest, found: PublishedClip, context: dict[str, object], status: int = 200
) -> HttpResponse:
    about = {
        "content": found.content,
        "label": str(context["film_path"]).split("/")[-2][1:],
        "clip_path": clip_path(found.content.number, found.slug, reader_language()),
    }
    response = render(request, "archive/film.html", context | about, status=status)
    response.headers["Cache-Control"] = "no-store"
    if context["film"] == "making":
        response.headers["Refresh"] = "4"  # for readers without scripts, and for those with
    return response
