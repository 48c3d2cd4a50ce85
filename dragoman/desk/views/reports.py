"""Readers' reports: which wait, what one says beside the sentence, and what comes of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.accounts.rules import can_review
from dragoman.accounts.selectors import names_of
from dragoman.corrections import selectors, services
from dragoman.corrections.errors import AlreadyDecided, NotTheirs, ReportRefused
from dragoman.corrections.models import Report
from dragoman.corrections.rules import can_decide
from dragoman.corrections.terms import OPEN, ReportState
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.forms.report import DecisionForm
from dragoman.desk.review_page import texts_of
from dragoman.publications.rules import is_published

_MOST = 200


@staff_only
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    only_open = request.GET.get("show") != "all"
    found = selectors.reports(only_open=only_open)[:_MOST]
    context = {
        "reports": [(one, selectors.is_overdue(one)) for one in found],
        "only_open": only_open,
        "open_count": selectors.open_count(),
    }
    return render(request, "desk/reports.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Report.objects.select_related("publication__clip"), pk=pk)
    person, problem = person_of(request), ""
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        insist(can_review(person), _("Only a reviewer or an editor decides a report."))
        if form.is_valid():
            try:
                services.decide_report(report=found, decision=form.decision(), person=person)
            except (NotTheirs, AlreadyDecided, ReportRefused) as error:
                problem = str(error)
            else:
                messages.success(request, _("Decided. The reader sees it."))
                return redirect("desk:report", pk=pk)
    return render(
        request,
        "desk/report.html",
        _context(found, request, form, problem),
        status=422 if form.is_bound else 200,
    )


@staff_only
@post_only("desk:report")
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    insist(can_review(request.user), _("Only a reviewer or an editor takes a report up."))
    try:
        services.take_up(report=get_object_or_404(Report, pk=pk), person=person_of(request))
    except AlreadyDecided as error:
        messages.error(request, str(error))
    return redirect("desk:report", pk=pk)


@staff_only
@post_only("desk:report")
def erase_contact(request: HttpRequest, pk: int) -> HttpResponse:
    insist(can_review(request.user), _("Only a reviewer or an editor does this."))
    services.erase_contact(report=get_object_or_404(Report, pk=pk), actor=person_of(request).actor)
    messages.success(request, _("The reader’s name and address are erased."))
    return redirect("desk:report", pk=pk)


def _context(found: Report, request: HttpRequest, form: DecisionForm, problem: str) -> dict[str, object]:
    clip = found.publication.clip
    person = person_of(request)
    correction = urlencode({"kind": found.upheld_as, "note": found.answer})
    return {
        "report": found,
        "clip": clip,
        "contact": getattr(found, "contact", None),
        "texts": texts_of(clip, found.label) if found.label else (),
        "form": form,
        "problem": problem,
        "is_open": found.state in OPEN,
        "is_overdue": selectors.is_overdue(found),
        "may_decide": can_decide(person, found),
        "may_review": can_review(person),
        "is_received": found.state == ReportState.RECEIVED,
        "names": names_of([found.taken_by, found.decided_by]),
        "edition_path": f"{reverse('desk:edition', kwargs={'pk': clip.pk})}?{correction}"
        if found.state == ReportState.UPHELD
        and not found.resolved_edition
        and is_published(found.publication)
        else "",
    }
