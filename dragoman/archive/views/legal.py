"""Demands by right: a form and a road apart from requests; and what may be counted of both in public."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.forms.demand import DemandForm
from dragoman.archive.forms.reader import begun
from dragoman.archive.views.report import network_of
from dragoman.archive.views.requests import private
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.selectors import transparency as counted
from dragoman.enquiries.selectors import years_counted
from dragoman.enquiries.services.demanding import receive_demand
from dragoman.enquiries.terms import DemandKind, Kind, Sector
from dragoman.lib.hashing import digest
from dragoman.ui.languages import prefix
from dragoman.ui.wording import reader_language

_REFERENCE = re.compile(r"L-\d{4}-\d{6,9}", re.ASCII)
_FORM_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


@csrf_exempt  # whoever demands has no session that a forged form could use
@require_http_methods(["GET", "HEAD", "POST"])
def legal(request: HttpRequest) -> HttpResponse:
    form = DemandForm(
        request.POST if request.method == "POST" else None,
        initial={"place": request.GET.get("place", "")[:500]},
    )
    problem, key = "", request.POST.get("key", "")
    key = key if _FORM_KEY.fullmatch(key) else secrets.token_hex(16)
    if form.is_bound and form.is_valid():
        demanded = form.demanded()
        content = digest(repr(demanded).encode("utf-8", "replace"))
        try:
            made = receive_demand(demanded=demanded, form=f"{key}|{content}", address=network_of(request))
        except EnquiryRefused as error:
            problem = str(error)
        else:
            root = prefix(reader_language())
            return HttpResponseRedirect(f"{root}/legal/sent?reference={made.reference}")
    context = {"form": form, "problem": problem, "began": begun(), "key": key}
    return private(render(request, "archive/legal.html", context, status=422 if form.is_bound else 200))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    reference = request.GET.get("reference", "")
    if not _REFERENCE.fullmatch(reference):
        raise Http404("There is no such reference.")
    return private(render(request, "archive/legal_sent.html", {"reference": reference}))


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """How many asked and demanded, and what came of it: numbers and nothing else."""
    years = years_counted()
    said = request.GET.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 and int(said) in years else None
    year = year or (years[0] if years else datetime.now(UTC).year)
    found = counted(year)
    context = {
        "years": years,
        "year": year,
        "tallies": [(Sector(one.sector).label, Kind(one.kind).label, one) for one in found.tallies],
        "demands": [(DemandKind(one.kind).label, one) for one in found.demands],
    }
    return render(request, "archive/transparency.html", context)
