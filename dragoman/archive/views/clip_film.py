"""A clip with its captions burnt in: asked for by anyone, made in the background, kept until the words change."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.taken import note_taken
from dragoman.archive.taking.films import film_facts, film_name, film_of, is_filmed
from dragoman.archive.taking.offers import caption_choices, choice_name
from dragoman.archive.taking.wanted import NotThere, Wanted, wanted_in
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.film import too_many
from dragoman.archive.views.report import network_of
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.services import network_mark
from dragoman.corrections.terms import RecipientKind
from dragoman.jobs.terms import OPEN_STATES, JobState
from dragoman.pipeline.clip_films import latest_clip_film_job, may_stop, queue_clip_film, stop_clip_film
from dragoman.pipeline.films import TooManyFilms
from dragoman.publications.clip_films import WantedFilm
from dragoman.publications.film_basis import known_by
from dragoman.publications.links import clip_film_path, clip_path, take_path
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.ui.media import ServedFile, file_response
from dragoman.ui.wording import reader_language

Context = dict[str, object]


# The reader has no session that a forged form could use, so no cookie is set for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def film(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is; a POST asks for it, or stops what was asked for."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    wanted = _wanted(found, (request.POST if request.method == "POST" else request.GET).get("lang", ""))
    asked, made = film_of(found, wanted)
    network = network_mark(network_of(request))
    if request.method != "POST":
        return _page(request, found, wanted, network)
    job = latest_clip_film_job(asked, found.content.edition)
    if "stop" in request.POST:
        if job is not None:
            stop_clip_film(job=job, network=network)
    elif made is None:
        try:
            queue_clip_film(wanted=asked, edition=found.content.edition, network=network)
        except TooManyFilms as error:
            return _page(request, found, wanted, network, problem=too_many(error), status=429)
    return HttpResponseRedirect(f"{clip_film_path(number, reader_language())}?lang={wanted.query}")


@require_safe
def film_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The film itself, where it was made of the latest edition."""
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    wanted = _wanted(found, request.GET.get("lang", ""))
    _asked, made = film_of(found, wanted)
    if made is None:
        raise Http404(_("This film has not been made."))
    served = ServedFile(
        path=made,
        sha256=known_by(made),
        mime="video/mp4",
        name=film_name(found, wanted),
        cache_control="public, no-cache",
    )
    is_taken = "download" in request.GET
    try:
        response = file_response(request, served, download=is_taken)
    except FileNotFoundError as error:
        raise Http404(_("This film has not been made.")) from error
    if is_taken:
        note_taken(request, RecipientKind.DOWNLOAD, number, found.content.edition)
    return response


def _wanted(found: PublishedClip, languages: str) -> Wanted:
    """Only what the page of files offers, so that nobody invents films."""
    try:
        wanted = wanted_in(found.content, languages, reader_language(), columns=1)
    except NotThere as error:
        raise Http404(str(error)) from error
    if not is_filmed(found) or wanted not in caption_choices(found.content):
        raise Http404(_("There is no such film of this clip."))
    return wanted


def _page(
    request: HttpRequest,
    found: PublishedClip,
    wanted: Wanted,
    network: str,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    language, number = reader_language(), found.content.number
    asked, made = film_of(found, wanted)
    path = clip_film_path(number, language)
    state = _state(found, asked, network) if made is None else {"film": "made"}
    context = {
        "content": found.content,
        "clip_path": clip_path(number, found.slug, language),
        "take_path": take_path(number, language),
        "film_path": path,
        "film_page": f"{path}?lang={wanted.query}",
        "film_file": f"{path}.mp4?lang={wanted.query}&v={found.digest[:8]}",
        "languages": wanted.query,
        "name": choice_name(found.content, wanted),
        "name_language": wanted.languages[0] if len(wanted.languages) == 1 else "",
        "facts": film_facts(found, made),
        **state,
    }
    context["film_problem"] = problem or context.get("film_problem", "")
    response = render(request, "archive/clip_film.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    if context["film"] == "making":
        response.headers["Refresh"] = "4"  # for readers without scripts, and for those with
    return response


def _state(found: PublishedClip, asked: WantedFilm, network: str) -> Context:
    job = latest_clip_film_job(asked, found.content.edition)
    if job is not None and job.state in OPEN_STATES:
        return {
            "film": "making",
            "film_permille": job.progress_permille,
            "may_stop": may_stop(job, network),
            "is_stopping": job.cancel_requested_at is not None,
        }
    if job is not None and job.state == JobState.FAILED:
        words = _("The film could not be made. Ask again, or take the clip and its captions.")
        return {"film": "wanted", "film_problem": words}
    return {"film": "wanted"}
