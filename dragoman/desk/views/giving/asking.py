"""What gifts are asked for: campaigns, and the words of the page and of the sentence on clip pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.desk.access import insist, person_of, staff_only, treasurers_only
from dragoman.desk.forms.giving import AppealForm, CampaignForm
from dragoman.giving.models import Appeal, Campaign
from dragoman.giving.providers import is_open
from dragoman.giving.rules import can_write_appeals
from dragoman.giving.selectors import progress_of
from dragoman.giving.services.campaigns import save_appeal, save_campaign
from dragoman.giving.terms import GivingRefused


@treasurers_only
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    known = [progress_of(one) for one in Campaign.objects.all()[:100]]
    return render(request, "desk/giving/campaigns.html", {"campaigns": known})


@treasurers_only
@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """A new campaign, or one to change."""
    known = get_object_or_404(Campaign, pk=pk) if pk else None
    form = CampaignForm(request.POST if request.method == "POST" else None, campaign=known)
    if form.is_bound and form.is_valid():
        try:
            save_campaign(campaign=known, words=form.words(), actor=person_of(request).actor)
        except GivingRefused as error:
            form.add_error("closes_on", str(error))
        else:
            return redirect("desk:campaigns")
    context = {"form": form, "campaign": known}
    return render(request, "desk/giving/campaign.html", context, status=422 if form.is_bound else 200)


@treasurers_only
@require_http_methods(["GET", "HEAD", "POST"])
def my_appeal(request: HttpRequest, language: str) -> HttpResponse:
    return _appeal(request, language, "desk:giving_appeal")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, language: str) -> HttpResponse:
    """The same page for editors, who see nothing else of the gifts."""
    insist(
        can_write_appeals(person_of(request)), _("Only an editor or a treasurer writes what asks for gifts.")
    )
    insist(is_open(), _("Nothing can be given yet: the settings name nobody who takes it."))
    return _appeal(request, language, "desk:appeal")


def _appeal(request: HttpRequest, language: str, name: str) -> HttpResponse:
    if language not in dict(settings.LANGUAGES):
        raise Http404("No such language.")
    known = Appeal.objects.filter(language=language).first()
    initial = {field: getattr(known, field) for field in ("title", "text", "banner")} if known else {}
    form = AppealForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        save_appeal(language=language, **form.cleaned_data, actor=person_of(request).actor)
        messages.success(request, _("Saved. Readers see it now."))
        return redirect(name, language=language)
    context = {"form": form, "language": language, "languages": settings.LANGUAGES, "name": name}
    return render(request, "desk/giving/appeal.html", context, status=422 if form.is_bound else 200)
