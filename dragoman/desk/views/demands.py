"""Takedowns and legal demands: read and decided by those who answer for what is published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.accounts.selectors import names_of
from dragoman.desk.access import insist, person_of, staff_only
from dragoman.enquiries.errors import EnquiryRefused, IllegalStep
from dragoman.enquiries.models import Demand
from dragoman.enquiries.rules import can_decide_demands
from dragoman.enquiries.selectors import open_demands
from dragoman.enquiries.services.demanding import decide_demand, take_up_demand
from dragoman.enquiries.terms import DEMAND_ENDS, NEXT_DEMAND_STATES, DemandState

_MOST = 200


@staff_only
@require_safe
def demand_list(request: HttpRequest) -> HttpResponse:
    _insist(request)
    return render(request, "desk/demands.html", {"demands": open_demands()[:_MOST]})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    _insist(request)
    found = get_object_or_404(Demand.objects.select_related("contact"), pk=pk)
    problem = ""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "take":
                take_up_demand(demand=found, person=person_of(request))
            else:
                decide_demand(
                    demand=found,
                    person=person_of(request),
                    state=request.POST.get("state", ""),
                    answer=request.POST.get("answer", ""),
                )
        except EnquiryRefused as error:
            problem = str(error)
        except IllegalStep:
            problem = _("It has moved on meanwhile: look where it stands now.")
        else:
            messages.success(request, _("Changed."))
            return redirect("desk:demand", pk=pk)
    context = {
        "demand": found,
        "contact": getattr(found, "contact", None),
        "problem": problem,
        "kept": request.POST,
        "is_open": bool(NEXT_DEMAND_STATES[found.state]),
        "is_received": found.state == DemandState.RECEIVED,
        "ends": [(one.value, one.label) for one in DEMAND_ENDS],
        "taken_by": names_of([found.taken_by]).get(found.taken_by, ""),
    }
    return render(request, "desk/demand.html", context, status=422 if problem else 200)


def _insist(request: HttpRequest) -> None:
    insist(can_decide_demands(request.user), _("Only an editor or an administrator decides this."))
