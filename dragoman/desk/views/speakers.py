"""The people heard in clips: how they are written, what they were and when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.catalogue.errors import ChannelRefused
from dragoman.catalogue.models import Speaker, SpeakerRole
from dragoman.catalogue.profiles import note_role, remove_role
from dragoman.catalogue.selectors import speakers_named
from dragoman.desk.access import insist_on_source_keepers, person_of, post_only, staff_only
from dragoman.desk.forms.profiles import RoleForm, SpeakerForm, speaker_values
from dragoman.desk.profiles import ChangedMeanwhile, first_values, save_speaker
from dragoman.publications.links import person_path
from dragoman.search.facets import facets
from dragoman.search.terms import Kind

_MOST = 300


@staff_only
@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    insist_on_source_keepers(request.user)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found, heard = speakers_named(asked), {one.value: one.count for one in facets().speakers}
    rows = [(speaker, heard.get(speaker.slug, 0)) for speaker in found[:_MOST]]
    context = {"rows": rows, "asked": asked, "count": len(found), "is_cut": len(found) > _MOST}
    return render(request, "desk/speakers.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    found = _speaker(request, pk)
    if request.method != "POST":
        return _page(request, found, _fresh(found))
    form = SpeakerForm(request.POST)
    if form.is_valid():
        try:
            save_speaker(speaker=found, form=form, person=person_of(request))
        except ChannelRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except ChangedMeanwhile as meanwhile:
            form.data = request.POST.copy()
            form.data["seen"] = meanwhile.seen
            return _page(request, found, form, theirs=meanwhile.now, status=409)
        else:
            return _done(request, found, _("The person is saved."))
    return _page(request, found, form, status=422)


@staff_only
@post_only("desk:speaker")
def add_role(request: HttpRequest, pk: int) -> HttpResponse:
    found = _speaker(request, pk)
    form = RoleForm(request.POST, prefix="role")
    if form.is_valid():
        try:
            note_role(speaker=found, note=form.note(), actor=person_of(request).actor)
        except ChannelRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _done(request, found, _("The role is noted."))
    return _page(request, found, _fresh(found), role_form=form, status=422)


@staff_only
@post_only("desk:speaker")
def take_out_role(request: HttpRequest, pk: int) -> HttpResponse:
    found = _speaker(request, pk)
    asked = request.POST.get("role", "")
    row = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 18 else 0
    role = get_object_or_404(SpeakerRole, pk=row, speaker=found, is_noted=True)
    remove_role(role=role, actor=person_of(request).actor)
    return _done(request, found, _("The role is taken out."))


def _speaker(request: HttpRequest, pk: int) -> Speaker:
    insist_on_source_keepers(request.user)
    return get_object_or_404(Speaker.objects.prefetch_related("roles"), pk=pk)


def _fresh(found: Speaker) -> SpeakerForm:
    return SpeakerForm(initial=first_values(speaker_values(found)))


def _page(
    request: HttpRequest,
    found: Speaker,
    form: SpeakerForm,
    *,
    role_form: RoleForm | None = None,
    theirs: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    count = facets().count_of(Kind.SPEAKER, found.slug)
    roles = list(found.roles.all())
    context = {
        "speaker": found,
        "form": form,
        "role_form": role_form or RoleForm(prefix="role"),
        "theirs": theirs or {},
        "count": count,
        "noted": [role for role in roles if role.is_noted],
        "told": [role for role in roles if not role.is_noted],
        "public_path": person_path(found.slug) if count else "",
    }
    return render(request, "desk/speaker.html", context, status=status)


def _done(request: HttpRequest, found: Speaker, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:speaker", pk=found.pk)
