"""Saving what a clip says: its sentences and renderings, its title and summary."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dragoman.clips.models import Clip
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.clip_page import Table, read_clip_page, with_description, with_table
from dragoman.desk.descriptions import DescribedMeanwhile, save_description_of, theirs
from dragoman.desk.forms.clip_text import DescriptionForm
from dragoman.desk.forms.cue_conflicts import note_conflict
from dragoman.desk.forms.cue_table import checked_edit, read_rows
from dragoman.desk.sentence_acts import published_labels, save_and_act, take_act
from dragoman.desk.views.clip import clip_or_404, show_clip
from dragoman.desk.working_copy import ChangedMeanwhile, working_copy
from dragoman.publications.models import Publication
from dragoman.publications.rules import can_edit
from dragoman.reviews.services import check_clip


@staff_only
@post_only("desk:clip")
def save_table(request: HttpRequest, pk: int) -> HttpResponse:
    clip, seen = _editable(request, pk), request.POST.get("seen", "")
    copy = working_copy(clip)
    typed = read_rows(request.POST, copy)
    try:
        act = take_act(request.POST, typed)
    except ValueError as error:
        return _asked_again(request, clip, str(error))
    edit = checked_edit(typed, seen, clip.duration_ms, published_labels(clip))
    wrong = sum(bool(row.errors) for row in typed)
    if wrong:
        said = ngettext(
            "%(count)s sentence needs another look. Nothing is saved yet, and nothing is lost.",
            "%(count)s sentences need another look. Nothing is saved yet, and nothing is lost.",
            wrong,
        ) % {"count": wrong}
        return _typed_again(request, clip, Table(seen, copy.languages, typed, copy.drafts, said))
    try:
        is_new, done = save_and_act(clip=clip, edit=edit, act=act, person=person_of(request))
    except ChangedMeanwhile as meanwhile:
        now = meanwhile.now
        rows = note_conflict(typed, now)
        return _typed_again(
            request, clip, Table(now.digest, now.languages, rows, now.drafts, conflict=True), 409
        )
    except (ValueError, LookupError) as error:  # the stages' own refusals, each a sentence
        return _asked_again(request, clip, str(error))
    return _saved(request, clip, is_new, done)


@staff_only
@post_only("desk:clip")
def save_description(request: HttpRequest, pk: int) -> HttpResponse:
    clip = _editable(request, pk)
    form = DescriptionForm(request.POST)
    if not form.is_valid():
        return _written_again(request, clip, form, {})
    try:
        is_new = save_description_of(clip=clip, form=form, person=person_of(request))
    except DescribedMeanwhile as meanwhile:
        form.data = request.POST.copy()
        form.data["seen"] = meanwhile.now["seen"]
        return _written_again(request, clip, form, theirs(form, meanwhile.now), 409)
    return _saved(request, clip, is_new)


def _editable(request: HttpRequest, pk: int) -> Clip:
    clip = clip_or_404(pk)
    publication = get_object_or_404(Publication, clip=clip)
    insist(can_edit(request.user, publication), _("You may not edit this clip as it stands."))
    return clip


def _typed_again(request: HttpRequest, clip: Clip, table: Table, status: int = 422) -> HttpResponse:
    return show_clip(request, with_table(read_clip_page(clip, request.user), table), status)


def _asked_again(request: HttpRequest, clip: Clip, problem: str) -> HttpResponse:
    """The table exactly as it was sent, with what stands in the way."""
    copy = working_copy(clip)
    typed = read_rows(request.POST, copy)
    table = Table(request.POST.get("seen", ""), copy.languages, typed, copy.drafts, problem)
    return _typed_again(request, clip, table)


def _written_again(
    request: HttpRequest, clip: Clip, form: DescriptionForm, now: dict[str, str], status: int = 422
) -> HttpResponse:
    clip.refresh_from_db()
    return show_clip(request, with_description(read_clip_page(clip, request.user), form, now), status)


def _saved(request: HttpRequest, clip: Clip, is_new: bool, done: str = "") -> HttpResponse:
    """After a change the clip is looked at again, so that the findings on the page are about these words."""
    if is_new:
        check_clip(clip=clip, actor=person_of(request).actor)
        messages.success(request, done or _("Saved."))
    else:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    return redirect("desk:clip", pk=clip.pk)
