"""Donors, what is known of them, and whom nothing is taken from."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dragoman.desk.access import person_of, treasurers_only
from dragoman.desk.forms.giving import BlockForm
from dragoman.giving.blocking import block, unblock
from dragoman.giving.models import Block, Donor
from dragoman.giving.selectors import donors_matching, gifts_of, pledges_of
from dragoman.giving.services.erasing import erase_donor, export_of
from dragoman.ledger.services import record

_MOST = 200


@treasurers_only
@require_safe
def donor_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("words", "").strip()[:120]
    context = {"donors": donors_matching(words)[:_MOST], "words": words}
    return render(request, "desk/giving/donors.html", context)


@treasurers_only
@require_safe
def donor(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Donor, pk=pk, erased_at=None)
    context = {"donor": found, "gifts": gifts_of(found), "pledges": pledges_of(found)}
    return render(request, "desk/giving/donor.html", context)


@treasurers_only
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Donor, pk=pk, erased_at=None)
    record(actor=person_of(request).actor, act="donor.exported", subject=f"donor:{pk}")
    response = JsonResponse(export_of(found), json_dumps_params={"indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="donor-{pk}.json"'
    return response


@treasurers_only
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    erase_donor(donor=get_object_or_404(Donor, pk=pk), actor=person_of(request).actor)
    messages.success(request, _("Erased. Numbers, days and amounts stay."))
    return redirect("desk:donors")


@treasurers_only
@require_http_methods(["GET", "HEAD", "POST"])
def blocks(request: HttpRequest) -> HttpResponse:
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        block(**form.cleaned_data)
        messages.success(request, _("Nothing is taken from there any more."))
        return redirect("desk:giving_blocks")
    context = {"form": form, "blocks": Block.objects.all()}
    return render(request, "desk/giving/blocks.html", context, status=422 if form.is_bound else 200)


@treasurers_only
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    unblock(block=get_object_or_404(Block, pk=pk))
    return redirect("desk:giving_blocks")
