"""Choosing the picture by which a clip is known in lists, before it plays, and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.clips.errors import BeyondTheRecording
from dragoman.clips.models import Clip, ClipFile
from dragoman.clips.stills import moments_of
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.forms.poster import AUTOMATIC, BadMoment, read_moment, told_moment
from dragoman.desk.views.clip import clip_or_404
from dragoman.engines.video.port import VideoError
from dragoman.lib.stills import SHEET_COLUMNS
from dragoman.pipeline.posters import choose_picture, queue_stills
from dragoman.publications.models import Publication
from dragoman.publications.rules import can_edit


@dataclass(frozen=True, slots=True)
class Still:
    """A picture in the sheet of them: its moment, and where the sheet lies under the window that shows it."""

    at_ms: int
    left: int
    top: int


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The stills; a POST chooses one of them, a moment that is typed, or none."""
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(can_edit(request.user, publication), _("You may not edit this clip as it stands."))
    if request.method != "POST":
        return _page(request, clip, publication)
    before = AUTOMATIC if clip.poster_ms is None else str(clip.poster_ms)
    try:
        choose_picture(clip=clip, at_ms=read_moment(request.POST), actor=person_of(request).actor)
    except (BadMoment, BeyondTheRecording) as error:
        return _page(request, clip, publication, problem=str(error), status=422)
    except VideoError:
        words = _("The picture could not be made of the clip’s file.")
        return _page(request, clip, publication, problem=words, status=422)
    address = reverse("desk:poster", kwargs={"pk": pk})
    return redirect(address if "undo" in request.POST else f"{address}?before={before}")


@staff_only
@post_only("desk:poster")
def make_stills(request: HttpRequest, pk: int) -> HttpResponse:
    """For a clip that was cut before stills were made."""
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(can_edit(request.user, publication), _("You may not edit this clip as it stands."))
    queue_stills(clip)
    return redirect(f"{reverse('desk:poster', kwargs={'pk': pk})}?asked=1")


def _page(
    request: HttpRequest, clip: Clip, publication: Publication, *, problem: str = "", status: int = 200
) -> HttpResponse:
    files = {file.kind: file for file in clip.files.all()}
    playable, sheet = files.get(ClipFile.Kind.PLAYABLE), files.get(ClipFile.Kind.STILLS)
    moments = moments_of(playable.duration_ms) if playable and sheet else ()
    columns = min(SHEET_COLUMNS, len(moments))
    context = {
        "clip": clip,
        "publication": publication,
        "poster": files.get(ClipFile.Kind.POSTER),
        "has_picture": playable is not None and bool(playable.width),
        "sheet": sheet,
        "sheet_width": sheet.width * columns if sheet else 0,
        "sheet_height": sheet.height * -(-len(moments) // SHEET_COLUMNS) if sheet else 0,
        "stills": tuple(_stills(moments, sheet)) if sheet else (),
        "before": told_moment(request.GET.get("before", "")),
        "was_asked": "asked" in request.GET,
        "typed": request.POST.get("typed", ""),
        "problem": problem,
    }
    return render(request, "desk/poster.html", context, status=status)


def _stills(moments: tuple[int, ...], sheet: ClipFile) -> list[Still]:
    return [
        Still(at_ms, -(place % SHEET_COLUMNS) * sheet.width, -(place // SHEET_COLUMNS) * sheet.height)
        for place, at_ms in enumerate(moments)
    ]
