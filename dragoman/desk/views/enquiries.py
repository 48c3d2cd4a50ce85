"""The requests desk: what came in, by the day it is due; one request whole; how many there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.accounts.selectors import names_of
from dragoman.desk.access import insist, person_of, staff_only
from dragoman.desk.enquiry_acts import ACTS, WriteDown
from dragoman.desk.enquiry_page import enquiry_context
from dragoman.enquiries import selectors
from dragoman.enquiries.enclosing import place_of
from dragoman.enquiries.errors import DoubleBooked, EnquiryRefused, IllegalStep, NotForThem
from dragoman.enquiries.models import Attachment, Enquiry
from dragoman.enquiries.rules import can_answer, can_decide_demands, lateness
from dragoman.enquiries.terms import Kind, Scan, Sector, State
from dragoman.ui.media import ServedFile, file_response

_MOST = 200
_SHOWN = [state for state in State if state != State.RECEIVED]


@staff_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    insist_on_answerers(request)
    asked = request.GET
    narrowed = selectors.Narrowed(
        state=asked.get("state", "") if asked.get("state") in State.values else "",
        sector=asked.get("sector", "") if asked.get("sector") in Sector.values else "",
        kind=asked.get("kind", "") if asked.get("kind") in Kind.values else "",
        assignee=asked.get("assignee", "")[:32],
        words=" ".join(asked.get("q", "").split())[:200],
    )
    now, person = datetime.now(UTC), person_of(request)
    rows = list(selectors.inbox(narrowed)[:_MOST])
    names = names_of(one.assignee for one in rows)
    context = {
        "rows": [(one, lateness(one, now), names.get(one.assignee, "")) for one in rows],
        "narrowed": narrowed,
        "states": [(one.value, one.label) for one in _SHOWN],
        "sectors": Sector.choices,
        "kinds": Kind.choices,
        "officers": selectors.officers(),
        "handle": person.handle,
        "may_see_demands": can_decide_demands(person),
    }
    return render(request, "desk/enquiries.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and every act on it: one that is refused shows the page again with what was written."""
    insist_on_answerers(request)
    found = _confirmed(pk)
    person, problem = person_of(request), ""
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is not None:
            try:
                said = act(WriteDown(found, person, request.POST))
            except (EnquiryRefused, NotForThem, DoubleBooked) as error:
                problem = str(error)
            except IllegalStep:
                problem = _("It has moved on meanwhile: look where it stands now.")
            else:
                messages.success(request, said)
                return redirect("desk:enquiry", pk=pk)
        found = _confirmed(pk)
    context = enquiry_context(found, person) | {"problem": problem, "kept": request.POST}
    return render(request, "desk/enquiry.html", context, status=422 if problem else 200)


@staff_only
@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A stranger's file: always a download, never while a scanner has not looked at it."""
    insist_on_answerers(request)
    found = get_object_or_404(Attachment.objects.select_related("enquiry"), pk=pk)
    if found.scan not in {Scan.CLEAN, Scan.NOT_ASKED} or found.enquiry.state == State.RECEIVED:
        raise Http404("This file is not given out.")
    served = ServedFile(place_of(found.file), found.sha256, found.mime, found.name, "private, no-store")
    try:
        response = file_response(request, served, download=True)
    except FileNotFoundError as error:
        raise Http404("The file is gone.") from error
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@staff_only
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    insist_on_answerers(request)
    days = 365 if request.GET.get("since") == "year" else None
    since = datetime.now(UTC) - timedelta(days=days) if days else None
    tallies = selectors.statistics(since)
    rows = [(Sector(one.sector).label, Kind(one.kind).label, one) for one in tallies]
    return render(request, "desk/enquiry_counts.html", {"rows": rows, "is_year": bool(days)})


def insist_on_answerers(request: HttpRequest) -> None:
    insist(can_answer(request.user), _("Only a requests officer or an editor answers requests."))


def _confirmed(pk: int) -> Enquiry:
    """Nobody reads what was not confirmed, not even by its row."""
    return get_object_or_404(Enquiry.objects.exclude(state=State.RECEIVED).select_related("requester"), pk=pk)
