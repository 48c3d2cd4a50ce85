"""Putting right what was split, joined or taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.views.clip import clip_or_404
from dragoman.publications.models import Publication
from dragoman.publications.rules import can_edit
from dragoman.reviews.services import check_clip
from dragoman.translations.models import Reworking
from dragoman.translations.reworking import undo_reworking


@staff_only
@post_only("desk:clip")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(can_edit(request.user, publication), _("You may not edit this clip as it stands."))
    asked = request.POST.get("reworking", "")
    at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    reworking = get_object_or_404(Reworking, pk=at, clip=clip)
    actor = person_of(request).actor
    try:
        labels = undo_reworking(reworking=reworking, actor=actor)
    except (ValueError, LookupError) as error:  # the stage's own refusals, each a sentence
        messages.error(request, str(error))
        return redirect("desk:clip", pk=pk)
    check_clip(clip=clip, actor=actor)
    said = ", ".join(f"s{label}" for label in labels)
    messages.success(
        request,
        _("The words are back as they were, as %(labels)s: a label that went never returns.")
        % {"labels": said},
    )
    return redirect("desk:clip", pk=pk)
