"""What came in: play it, and make a clip from it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dragoman.accounts.rules import can_make_clips
from dragoman.clips.models import Clip
from dragoman.desk.access import staff_only
from dragoman.recordings.selectors import recordings

_PAGE = 40


@staff_only
@require_safe
def recording_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(recordings(), _PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "can_make": can_make_clips(request.user)}
    return render(request, "desk/recordings.html", context)


@staff_only
@require_safe
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(recordings(), pk=pk)
    renditions = {made.kind: made for made in found.renditions.all()}
    context = {
        "recording": found,
        "proxy": renditions.get("proxy"),
        "poster": renditions.get("poster"),
        "clips": Clip.objects.filter(recording=found).order_by("in_ms", "id"),
        "can_make": can_make_clips(request.user),
    }
    return render(request, "desk/recording.html", context)
