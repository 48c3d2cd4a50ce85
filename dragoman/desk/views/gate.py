"""Deciding that a finding does not hold a clip back, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from dragoman.accounts.rules import can_publish
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.views.clip import clip_or_404
from dragoman.publications.models import Publication
from dragoman.publications.rules import published
from dragoman.reviews import services
from dragoman.reviews.errors import ReasonTooShort
from dragoman.reviews.models import Override
from dragoman.reviews.services import Finding


@staff_only
@post_only("desk:publish")
def let_pass(request: HttpRequest, pk: int) -> HttpResponse:
    insist(can_publish(request.user), _("Only an editor decides that a finding does not hold a clip back."))
    clip = clip_or_404(pk)
    finding = Finding(
        rule=request.POST.get("rule", "")[:40],
        label=request.POST.get("label", "")[:16],
        language=request.POST.get("language", "")[:35],
    )
    try:
        services.let_pass(
            clip=clip,
            finding=finding,
            reason=request.POST.get("reason", ""),
            actor=person_of(request).actor,
        )
    except ReasonTooShort as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It passes, and the page says so with your reason."))
    return redirect(_gate_of(pk), pk=pk)


@staff_only
@post_only("desk:publish")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    insist(can_publish(request.user), _("Only an editor decides that a finding does not hold a clip back."))
    given = request.POST.get("override", "")
    override = get_object_or_404(
        Override, clip=clip_or_404(pk), pk=int(given) if given.isascii() and given.isdigit() else 0
    )
    services.take_back(override=override, actor=person_of(request).actor)
    messages.success(request, _("It holds the clip back again."))
    return redirect(_gate_of(pk), pk=pk)


def _gate_of(pk: int) -> str:
    """The page that shows the gate of a clip in its state."""
    is_out = Publication.objects.filter(published(), clip=pk).exists()
    return "desk:edition" if is_out else "desk:publish"
