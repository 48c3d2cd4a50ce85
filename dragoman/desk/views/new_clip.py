"""Starting a clip from a file or from a recording that is here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dragoman.catalogue.models import Channel
from dragoman.clips.models import Clip
from dragoman.desk.access import insist_on_clip_makers, person_of, staff_only
from dragoman.desk.airing import local_time
from dragoman.desk.forms.new_clip import NewClipForm, zone_names
from dragoman.desk.submissions import is_token, new_token, only_once
from dragoman.desk.uploads import ArrivedFile, WaitingRoomHandler, too_large_words
from dragoman.pipeline.orders import OrderRefused
from dragoman.pipeline.services import start_clip, start_clip_from
from dragoman.recordings.selectors import recordings


@csrf_exempt  # only until the upload is in the right hands: the inner view checks the token
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_clip(request: HttpRequest) -> HttpResponseBase:
    insist_on_clip_makers(request.user)
    handler = WaitingRoomHandler(request)
    handlers: list[FileUploadHandler] = [handler]
    # Before anything reads the body: nothing of a stranger's upload touches the disk.
    request.upload_handlers = handlers
    return _new_clip(request, handler)


@csrf_protect
def _new_clip(request: HttpRequest, handler: WaitingRoomHandler) -> HttpResponse:
    person = person_of(request)
    if request.method != "POST":
        form = NewClipForm(initial=_first_values(request), person=person)
        return _form_page(request, form)
    posted, files = request.POST, request.FILES  # reading them streams the file in
    form = NewClipForm(posted, files, person=person, refusal=handler.refusal)
    token = posted.get("token", "")
    if not is_token(token):
        return _form_page(request, form)
    with only_once(token, person.handle) as submission:
        made = submission.result or _start(form)
        if made is None:
            return _form_page(request, form)
        submission.finish(made)
    arrived = files.get("file")
    upload = arrived.kept if isinstance(arrived, ArrivedFile) else form.upload
    if upload is not None:
        upload.discard()
    messages.success(request, _("The clip is being made. You can leave this page; the work goes on."))
    return redirect("desk:clip", pk=made)


def _start(form: NewClipForm) -> int | None:
    """The clip the form asked for; None when something in it is wrong, and then the form says what."""
    if not form.is_valid():
        return None
    try:
        return _start_valid(form).pk
    except OrderRefused as refusal:
        form.refuse(refusal.field, refusal.message)
        return None


def _start_valid(form: NewClipForm) -> Clip:
    actor = form.person.actor
    if form.upload is None:
        return start_clip_from(recording=form.cleaned_data["recording"], order=form.order(), actor=actor)
    return start_clip(path=form.upload.path, file_name=form.upload.file_name, order=form.order(), actor=actor)


def _first_values(request: HttpRequest) -> dict[str, Any]:
    """A fresh form; opened from a recording it knows what the recording knows."""
    values: dict[str, Any] = {"token": new_token()}
    asked = request.GET.get("recording", "")
    is_id = asked.isascii() and asked.isdigit() and len(asked) <= 18
    recording = recordings().filter(pk=int(asked)).first() if is_id else None
    if recording is None:
        return values
    broadcast, channel = recording.broadcast, recording.broadcast.channel
    values |= {
        "recording": recording.pk,
        "programme": str(broadcast.programme or ""),
        "aired_on": broadcast.aired_on,
    }
    if channel is not None:
        values |= {"channel": channel.name, "country": channel.country or channel.place_name}
    local = local_time(broadcast)
    if local is not None:
        values |= {"aired_time": local.strftime("%H:%M:%S"), "aired_zone": broadcast.timezone or "UTC"}
    return values


def _form_page(request: HttpRequest, form: NewClipForm) -> HttpResponse:
    context = {
        "form": form,
        "zones": zone_names(),
        "channels": Channel.objects.order_by("name").values_list("name", "country", "place_name", "timezone")[
            :500
        ],
        "has_recordings": recordings().exists(),
        "largest": settings.MEDIA_MAX_BYTES,
        "too_large": too_large_words(),
    }
    return render(request, "desk/new_clip.html", context, status=422 if form.is_bound else 200)
