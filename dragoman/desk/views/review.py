"""Reading a clip sentence by sentence, original beside translation, and saying yes to each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.accounts.rules import can_review
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.review_page import read_review_page
from dragoman.desk.views.clip import clip_or_404
from dragoman.publications.models import Publication
from dragoman.reviews.copies import copy_digest
from dragoman.reviews.errors import SentenceChanged
from dragoman.reviews.services import approve_sentence


@staff_only
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    clip = clip_or_404(pk)
    context = {
        "clip": clip,
        "publication": get_object_or_404(Publication, clip=clip),
        "page": read_review_page(clip, request.user),
        "copy_digest": copy_digest(clip),
    }
    return render(request, "desk/review.html", context)


@staff_only
@post_only("desk:review")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """A yes to one side of one sentence, as it stood on the page."""
    insist(can_review(request.user), _("Only a reviewer or an editor approves a sentence."))
    label = request.POST.get("label", "")[:16]
    try:
        approve_sentence(
            clip=clip_or_404(pk),
            label=label,
            language=request.POST.get("language", "")[:35],
            seen=request.POST.get("seen", ""),
            person=person_of(request),
        )
    except SentenceChanged as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('desk:review', kwargs={'pk': pk})}#s{label}")
