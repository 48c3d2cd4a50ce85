"""The panel of publication: a moment set and taken back, lists, legal demands, a film kept back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.accounts.rules import can_publish
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.forms.publication import BlockForm, ReleaseForm, RestrictForm
from dragoman.desk.gate import read_gate
from dragoman.desk.publication_panel import planned_of
from dragoman.desk.views.clip import clip_or_404
from dragoman.lib.wall_clock import shown_at
from dragoman.publications import narrowing, releasing, rules
from dragoman.publications.errors import BadRelease, BadRestriction, IllegalTransition, NotPublishable
from dragoman.publications.models import Publication, Release
from dragoman.publications.terms import State


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the moment at which the clip is published by itself, or change it."""
    publication = publication_for_editors(request, pk)
    if not rules.can_plan(request.user, publication):
        return _already(request, publication)
    release = Release.objects.filter(publication=publication).first()
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, initial=_initial(publication, release)
    )
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            made = releasing.plan_release(
                publication=publication, plan=form.cleaned_data["plan"], actor=person_of(request).actor
            )
        except BadRelease as error:
            form.add_error("day", str(error))
        except (NotPublishable, IllegalTransition) as error:
            problem = str(error)
        else:
            shown = f"{shown_at(made.at, made.zone):%Y-%m-%d %H:%M} {made.zone}"
            messages.success(request, _("It is published by itself on %(shown)s.") % {"shown": shown})
            return redirect("desk:clip", pk=pk)
    context = {
        "clip": publication.clip,
        "publication": publication,
        "form": form,
        "gate": read_gate(publication.clip),
        "planned": planned_of(publication),
        "zones": sorted(available_timezones()),
        "problem": problem,
    }
    return render(request, "desk/plan.html", context, status=422 if form.is_bound else 200)


@staff_only
@post_only("desk:clip")
def unplan(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, releasing.cancel_release, _("The moment is taken back: the clip waits in review.")
    )


@staff_only
@post_only("desk:clip")
def unlist(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request, pk, narrowing.unlist_clip, _("Unlisted: read by whoever has its address, found in no list.")
    )


@staff_only
@post_only("desk:clip")
def enlist(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, narrowing.list_clip, _("Listed: found in lists, searches and feeds."))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def restrict(request: HttpRequest, pk: int) -> HttpResponse:
    publication = publication_for_editors(request, pk)
    if not rules.can_narrow(request.user, publication):
        return _only_published(request, pk)
    form = RestrictForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actor = person_of(request).actor
        command = partial(narrowing.restrict_clip, publication=publication, demand=form.demand(), actor=actor)
        if _tried(form, "reason", command):
            messages.success(request, _("Unavailable for legal reasons"))
            return redirect("desk:clip", pk=pk)
    context = {"clip": publication.clip, "publication": publication, "form": form}
    return render(request, "desk/restrict.html", context, status=422 if form.is_bound else 200)


@staff_only
@post_only("desk:clip")
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, narrowing.lift_restriction, _("Readers have the clip again."))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, pk: int) -> HttpResponse:
    publication = publication_for_editors(request, pk)
    if not rules.can_narrow(request.user, publication):
        return _only_published(request, pk)
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actor, reason = person_of(request).actor, form.cleaned_data["reason"]
        command = partial(narrowing.block_media, publication=publication, reason=reason, actor=actor)
        if _tried(form, "reason", command):
            messages.success(request, _("The film is kept back; the words stay."))
            return redirect("desk:clip", pk=pk)
    context = {"clip": publication.clip, "publication": publication, "form": form}
    return render(request, "desk/block.html", context, status=422 if form.is_bound else 200)


@staff_only
@post_only("desk:clip")
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, narrowing.unblock_media, _("Readers have the film again."))


def publication_for_editors(request: HttpRequest, pk: int) -> Publication:
    insist(can_publish(request.user), _("Only an editor decides what readers see, and when."))
    return get_object_or_404(Publication.objects.select_related("clip"), clip=clip_or_404(pk))


def _act(request: HttpRequest, pk: int, command: Callable[..., object], said: str) -> HttpResponse:
    publication = publication_for_editors(request, pk)
    try:
        command(publication=publication, actor=person_of(request).actor)
    except IllegalTransition as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("desk:clip", pk=pk)


def _tried(form: forms.Form, field: str, command: Callable[[], object]) -> bool:
    try:
        command()
    except (BadRestriction, IllegalTransition) as error:
        form.add_error(field, str(error))
        return False
    return True


def _initial(publication: Publication, release: Release | None) -> dict[str, object]:
    """The moment that is set; else tomorrow at nine, by the desk's clock."""
    zone = release.zone if release else settings.DESK_TIMEZONE
    if release is not None:
        shown = shown_at(release.at, zone)
    else:
        shown = shown_at(datetime.now(UTC) + timedelta(days=1), zone).replace(hour=9, minute=0)
    kind = publication.state if publication.state == State.EMBARGOED else State.SCHEDULED
    return {
        "kind": kind,
        "day": shown.date(),
        "clock": shown.time().replace(second=0, microsecond=0),
        "zone": zone,
    }


def _already(request: HttpRequest, publication: Publication) -> HttpResponse:
    messages.info(request, _("This clip is %(state)s already.") % {"state": publication.get_state_display()})
    return redirect("desk:clip", pk=publication.clip_id)


def _only_published(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, _("Only a published clip can be kept from readers."))
    return redirect("desk:clip", pk=pk)
