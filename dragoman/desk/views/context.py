"""Saving the words around a clip and in its gaps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dragoman.clips.models import Clip
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.forms.context import ContextForm, in_conflict, typed_context
from dragoman.desk.views.clip import clip_or_404
from dragoman.publications.models import Publication
from dragoman.publications.rules import can_edit
from dragoman.transcripts.surroundings import ContextChanged, write_context


@staff_only
@post_only("desk:clip")
def save_context(request: HttpRequest, pk: int) -> HttpResponse:
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(can_edit(request.user, publication), _("You may not change the words of this clip."))
    form = typed_context(clip, request.POST)
    if form.has_errors:
        return _again(request, clip, form, 200)
    lines = [row.line for row in form.rows if row.line.pk or row.line.text or row.line.translation]
    try:
        write_context(clip=clip, lines=lines, seen=form.seen, actor=person_of(request).actor)
    except ContextChanged:
        return _again(request, clip, in_conflict(clip, form), 409)
    messages.success(request, _("The words around the clip are saved."))
    return redirect(reverse("desk:clip", kwargs={"pk": pk}) + "#context")


def _again(request: HttpRequest, clip: Clip, form: ContextForm, status: int) -> HttpResponse:
    shown = {"clip": clip, "context_form": form, "may_edit": True, "is_open": True}
    return render(request, "desk/context.html", shown, status=status)
