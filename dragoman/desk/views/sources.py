"""The registry of sources: what is known of each channel, what it was called, who owns it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.catalogue.errors import ChannelRefused
from dragoman.catalogue.models import Channel, Ownership
from dragoman.catalogue.selectors import channel_by_id, channels_named
from dragoman.catalogue.services import NoName, note_owner, remove_owner, rename_channel
from dragoman.desk.access import insist_on_source_keepers, person_of, post_only, staff_only
from dragoman.desk.forms.sources import OwnerForm, RenameForm, SourceForm
from dragoman.desk.source_descriptions import SourceChangedMeanwhile, form_values, save_source
from dragoman.publications.links import source_path
from dragoman.search.sources import coverage


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of the page; the one that was sent holds what was typed."""

    described: SourceForm
    renamed: RenameForm = field(default_factory=lambda: RenameForm(prefix="new"))
    owned: OwnerForm = field(default_factory=lambda: OwnerForm(prefix="own"))


@staff_only
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    insist_on_source_keepers(request.user)
    asked, covered = request.GET.get("q", "").replace("\0", "").strip()[:200], coverage()
    rows = [(channel, covered.get(channel.slug)) for channel in channels_named(asked)]
    return render(request, "desk/sources.html", {"rows": rows, "asked": asked})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    if request.method != "POST":
        return _page(request, channel, _fresh(channel))
    form = SourceForm(request.POST)
    if form.is_valid():
        try:
            save_source(channel=channel, form=form, person=person_of(request))
        except ChannelRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except SourceChangedMeanwhile as meanwhile:
            form.data = request.POST.copy()
            form.data["seen"] = meanwhile.seen
            return _page(request, channel, _Forms(form), theirs=meanwhile.now, status=409)
        else:
            return _done(request, channel, _("The source is saved."))
    return _page(request, channel, _Forms(form), status=422)


@staff_only
@post_only("desk:source")
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    form = RenameForm(request.POST, prefix="new")
    if form.is_valid():
        said = form.cleaned_data
        try:
            rename_channel(
                channel=channel, name=said["name"], from_day=said["from_day"], actor=person_of(request).actor
            )
        except ChannelRefused as refused:
            form.add_error(refused.field, str(refused))
        except NoName:
            form.add_error("name", _("Write the new name."))
        else:
            return _done(request, channel, _("The new name is saved; earlier clips keep the old one."))
    return _page(request, channel, _Forms(_fresh(channel).described, renamed=form), status=422)


@staff_only
@post_only("desk:source")
def add_owner(request: HttpRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    form = OwnerForm(request.POST, prefix="own")
    if form.is_valid():
        try:
            note_owner(channel=channel, note=form.note(), actor=person_of(request).actor)
        except ChannelRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _done(request, channel, _("The owner is noted."))
    return _page(request, channel, _Forms(_fresh(channel).described, owned=form), status=422)


@staff_only
@post_only("desk:source")
def take_out_owner(request: HttpRequest, pk: int) -> HttpResponse:
    channel = _channel(request, pk)
    asked = request.POST.get("ownership", "")
    row = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 18 else 0
    remove_owner(
        ownership=get_object_or_404(Ownership, pk=row, channel=channel), actor=person_of(request).actor
    )
    return _done(request, channel, _("The owner is taken out."))


def _channel(request: HttpRequest, pk: int) -> Channel:
    insist_on_source_keepers(request.user)
    channel = channel_by_id(pk)
    if channel is None:
        raise Http404("There is no source of this number.")
    return channel


def _fresh(channel: Channel) -> _Forms:
    return _Forms(SourceForm(initial=form_values(channel)))


def _page(
    request: HttpRequest,
    channel: Channel,
    forms: _Forms,
    *,
    theirs: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    covered = coverage(channel.slug).get(channel.slug)
    context = {
        "channel": channel,
        "form": forms.described,
        "renamed": forms.renamed,
        "owned": forms.owned,
        "theirs": theirs or {},
        "coverage": covered,
        "public_path": source_path(channel.slug) if covered and not channel.is_sensitive else "",
    }
    return render(request, "desk/source.html", context, status=status)


def _done(request: HttpRequest, channel: Channel, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:source", pk=channel.pk)
