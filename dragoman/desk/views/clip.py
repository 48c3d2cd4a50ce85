"""The page of one clip at the desk: how far its work is, what it says, what may be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.clips.models import Clip
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.clip_page import ClipPage, may, read_clip_page
from dragoman.desk.forms.context import read_context
from dragoman.desk.forms.cue_table import TEMPLATE_ROW, TypedRow
from dragoman.desk.sentence_acts import sentence_choices
from dragoman.pipeline.selectors import progress_of
from dragoman.pipeline.services import cancel_clip, retry_clip
from dragoman.publications.models import Publication
from dragoman.recordings.models import Rendition
from dragoman.recordings.selectors import rendition_of


@staff_only
@require_safe
def clip_page(request: HttpRequest, pk: int) -> HttpResponse:
    return show_clip(request, read_clip_page(clip_or_404(pk), request.user))


@staff_only
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes by itself, and a page of its own for browsers without scripts."""
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    context = {
        "clip": clip,
        "progress": progress_of(clip),
        "may": may(request.user, publication),
    }
    return render(request, "desk/progress.html", context)


@staff_only
@post_only("desk:clip")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    clip = _steerable(request, pk)
    cancel_clip(clip=clip, actor=person_of(request).actor)
    messages.success(request, _("The work on this clip is being stopped."))
    return redirect("desk:clip", pk=pk)


@staff_only
@post_only("desk:clip")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    clip = _steerable(request, pk)
    retry_clip(clip=clip, actor=person_of(request).actor)
    messages.success(request, _("The work on this clip goes on where it stopped."))
    return redirect("desk:clip", pk=pk)


def clip_or_404(pk: int) -> Clip:
    return get_object_or_404(Clip.objects.select_related("recording", "place"), pk=pk)


def show_clip(request: HttpRequest, page: ClipPage, status: int = 200) -> HttpResponse:
    first_free = max((row.at for row in page.table.rows), default=-1) + 1
    recording = page.clip.recording
    context = {
        "page": page,
        "clip": page.clip,
        "context_form": read_context(page.clip),
        "files": {file.kind: file for file in page.clip.files.all()},
        "has_proxy": recording is not None and rendition_of(recording, Rendition.Kind.PROXY) is not None,
        "blank_row": TypedRow(at=first_free),
        "template_row": TypedRow(at=TEMPLATE_ROW),
        **sentence_choices(page.clip),
    }
    return render(request, "desk/clip.html", context, status=status)


def _steerable(request: HttpRequest, pk: int) -> Clip:
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(may(request.user, publication).steer, _("You may not steer the work on this clip."))
    return clip
