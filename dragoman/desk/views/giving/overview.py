"""How the gifts stand, what waits for a decision, and the files for the accountant."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dragoman.desk.access import person_of, treasurers_only
from dragoman.giving.models import Gift, Paper, ProviderEvent
from dragoman.giving.months import today_in
from dragoman.giving.providers import roads
from dragoman.giving.selectors import events_set_aside, open_lines, running_pledges, totals
from dragoman.giving.services.hearing import replay
from dragoman.giving.services.reconciling import last_report
from dragoman.giving.terms import EventState, PaperKind
from dragoman.ledger.services import record
from dragoman.lib.money import Money, plain_amount

_RISKY = ("=", "+", "-", "@", "\t", "\r")


@treasurers_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    today = today_in(settings.GIVING.zone)
    context = {
        "year": today.year,
        "this_year": totals(date(today.year, 1, 1), today),
        "monthly": running_pledges(),
        "waiting": Gift.objects.filter(state="pending").count(),
        "open_lines": open_lines().count(),
        "aside": events_set_aside()[:50],
        "report": last_report(),
        "roads": [one.name for one in roads()],
        "first": date(today.year, 1, 1).isoformat(),
        "last": today.isoformat(),
    }
    return render(request, "desk/giving/overview.html", context)


@treasurers_only
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply an event once more."""
    kept = replay(kept=get_object_or_404(ProviderEvent, pk=pk))
    if kept.state == EventState.APPLIED:
        messages.success(request, _("It fits now, and what follows from it has followed."))
    else:
        messages.warning(request, _("It still fits nothing."))
    return redirect("desk:giving")


@treasurers_only
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Every receipt and credit note of some days, one a line, for programs that keep accounts."""
    try:
        first = date.fromisoformat(request.GET.get("first", ""))
        last = date.fromisoformat(request.GET.get("last", ""))
    except ValueError:
        messages.error(request, _("Say from which day to which."))
        return redirect("desk:giving")
    found = Paper.objects.select_related("gift__campaign", "gift__donor").order_by("pk")
    papers = found.filter(issued_at__date__gte=first, issued_at__date__lte=last)
    record(
        actor=person_of(request).actor,
        act="gifts.exported",
        subject="gifts",
        detail={"first": first.isoformat(), "last": last.isoformat()},
    )
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    writer.writerows([_safe(cell) for cell in _row(paper)] for paper in papers)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="gifts-{first}-{last}.csv"'
    return response


_HEADINGS = (
    "number", "kind", "issued_at", "received_at", "amount", "currency", "fee", "road", "reference", "payment",
    "monthly", "campaign", "donor", "name",
)  # fmt: skip


def _row(paper: Paper) -> list[str]:
    gift = paper.gift
    sign = 1 if paper.kind == PaperKind.RECEIPT else -1
    return [
        paper.number,
        paper.kind,
        paper.issued_at.isoformat(),
        gift.received_at.isoformat() if gift.received_at else "",
        plain_amount(Money(sign * paper.amount_minor, paper.currency)),
        paper.currency,
        plain_amount(Money(gift.fee_minor, gift.currency)),
        gift.provider,
        gift.reference,
        gift.payment_id,
        "monthly" if gift.pledge_id else "single",
        gift.campaign.slug if gift.campaign else "",
        f"donor {gift.donor_id}",
        gift.name,
    ]


def _safe(cell: str) -> str:
    """What a donor wrote must not be a formula where a spreadsheet opens it; amounts below nought are our own."""
    is_number = cell.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_RISKY) and not is_number else cell
