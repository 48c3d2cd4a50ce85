"""Where a clip goes next: review and back, approval, publication, a new edition, withdrawal."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.accounts.rules import can_publish, can_review
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.clip_page import findings_in_words, number_to_come
from dragoman.desk.forms.states import EditionForm, PublishForm, WithdrawForm
from dragoman.desk.gate import read_gate
from dragoman.desk.views.clip import clip_or_404
from dragoman.publications import rules, services
from dragoman.publications.errors import IllegalTransition, NoSurvivor, NotPublishable
from dragoman.publications.models import Publication
from dragoman.publications.terms import UNPUBLISHED, Change
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.errors import SentenceChanged
from dragoman.reviews.services import approve_clip


@staff_only
@post_only("desk:clip")
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    publication = _publication(pk)
    insist(rules.can_edit(request.user, publication), _("You may not send this clip to review."))
    return _move(request, publication, services.submit_for_review, _("The clip waits for review."))


@staff_only
@post_only("desk:clip")
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    publication = _publication(pk)
    insist(can_review(request.user), _("Only a reviewer or an editor sends a clip back."))
    return _move(request, publication, services.send_back, _("The clip is a draft again."))


@staff_only
@post_only("desk:clip")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    publication = _publication(pk)
    insist(can_review(request.user), _("Only a reviewer or an editor approves a clip."))
    if not rules.can_approve(request.user, publication):
        messages.error(request, _("This clip is not in review, so there is nothing to approve."))
        return redirect("desk:clip", pk=pk)
    try:
        approve_clip(
            clip=publication.clip, person=person_of(request), seen=request.POST.get("seen") or "nothing"
        )
    except SentenceChanged:
        messages.error(
            request, _("The words changed after you opened the page. Read them again, then approve.")
        )
    else:
        messages.success(request, _("Approved as it stands. Your name goes on the page as reviewer."))
    return redirect("desk:clip", pk=pk)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, with the number and the warnings in sight; then put our name to it."""
    publication = _publication(pk)
    insist(can_publish(request.user), _("Only an editor publishes a clip."))
    if publication.state not in UNPUBLISHED:
        messages.info(
            request, _("This clip is %(state)s already.") % {"state": publication.get_state_display()}
        )
        return redirect("desk:clip", pk=pk)
    clip, problem = publication.clip, ""
    findings = findings_in_words(clip)
    form = PublishForm(request.POST if request.method == "POST" else None, has_warnings=bool(findings))
    if form.is_bound and request.POST.get("seen") != copy_digest(clip):
        problem = _("The words changed after you opened this page. Look again, then publish.")
    elif form.is_bound and form.is_valid():
        try:
            made = services.publish_clip(publication=publication, actor=person_of(request).actor)
        except (NotPublishable, IllegalTransition) as error:
            problem = str(error)
        else:
            messages.success(request, _("Published as No. %(number)s.") % {"number": made.number})
            return redirect("desk:clip", pk=pk)
    context = {
        "clip": clip,
        "publication": publication,
        "form": form,
        "findings": findings,
        "gate": read_gate(clip),
        "number": number_to_come(publication),
        "seen": copy_digest(clip),
        "problem": problem,
    }
    return render(request, "desk/publish.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was changed since, with the public note that says so."""
    publication = _publication(pk)
    insist(can_publish(request.user), _("Only an editor publishes a new edition."))
    if not rules.is_published(publication):
        messages.error(request, _("Only a published clip gets a new edition."))
        return redirect("desk:clip", pk=pk)
    asked = {"kind": request.GET.get("kind", ""), "public_note": request.GET.get("note", "")[:1000]}
    form, problem = EditionForm(request.POST if request.method == "POST" else None, initial=asked), ""
    if form.is_bound and request.POST.get("seen") != copy_digest(publication.clip):
        problem = _("The words changed after you opened this page. Look again, then publish.")
    elif form.is_bound and form.is_valid():
        change = Change(**form.cleaned_data)
        try:
            services.publish_clip(publication=publication, actor=person_of(request).actor, change=change)
        except (NotPublishable, IllegalTransition) as error:
            problem = str(error)
        else:
            messages.success(request, _("The new edition is published."))
            return redirect("desk:clip", pk=pk)
    context = {
        "clip": publication.clip,
        "publication": publication,
        "form": form,
        "gate": read_gate(publication.clip),
        "seen": copy_digest(publication.clip),
        "problem": problem,
    }
    return render(request, "desk/edition.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    publication = _publication(pk)
    insist(can_publish(request.user), _("Only an editor withdraws a clip."))
    if not rules.is_published(publication):
        messages.error(request, _("Only a published clip can be withdrawn."))
        return redirect("desk:clip", pk=pk)
    form, problem = WithdrawForm(request.POST if request.method == "POST" else None), ""
    if form.is_bound and form.is_valid():
        try:
            services.withdraw_publication(
                publication=publication,
                reason=form.cleaned_data["reason"],
                actor=person_of(request).actor,
                survivor=form.cleaned_data["duplicate_of"],
            )
        except NoSurvivor as error:
            form.add_error("duplicate_of", str(error))
        except (NotPublishable, IllegalTransition) as error:
            problem = str(error)
        else:
            messages.success(request, _("Withdrawn. The number stays, with the date and the reason."))
            return redirect("desk:clip", pk=pk)
    context = {"clip": publication.clip, "publication": publication, "form": form, "problem": problem}
    return render(request, "desk/withdraw.html", context, status=422 if form.is_bound else 200)


def _publication(pk: int) -> Publication:
    return get_object_or_404(Publication.objects.select_related("clip"), clip=clip_or_404(pk))


def _move(
    request: HttpRequest, publication: Publication, command: Callable[..., Publication], said: str
) -> HttpResponse:
    try:
        command(publication=publication, actor=person_of(request).actor)
    except (NotPublishable, IllegalTransition) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("desk:clip", pk=publication.clip_id)
