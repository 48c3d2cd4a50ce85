"""Gifts one by one: how they stand, what was paid for them by hand, what goes back, receipts sent again."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dragoman.desk.access import person_of, treasurers_only
from dragoman.desk.forms.giving import FilterForm, ReceivedForm, RefundForm, UnpromisedForm, amount_in
from dragoman.giving.models import Gift, Paper, Pledge
from dragoman.giving.months import today_in
from dragoman.giving.providers import currencies, road
from dragoman.giving.selectors import gifts_matching
from dragoman.giving.services.matching import receive_by_hand, receive_unpromised
from dragoman.giving.services.offering import donor_of
from dragoman.giving.services.pledging import cancel_pledge
from dragoman.giving.services.refunding import ask_refund
from dragoman.giving.services.writing import resend
from dragoman.giving.terms import HAD, OVER, EndedBy, GivingRefused, NotMatched
from dragoman.lib.money import plain_amount
from dragoman.ui.wording import reader_language

_MOST = 200


@treasurers_only
@require_http_methods(["GET", "HEAD", "POST"])
def gift_list(request: HttpRequest) -> HttpResponse:
    """Those that fit what is asked for, the latest first; and money that nobody had promised."""
    form = UnpromisedForm(request.POST if request.method == "POST" else None, initial=_now())
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            gift = receive_unpromised(
                donor=donor_of(said["email"], reader_language()),
                name=said["name"],
                money=amount_in(said["amount"], said["currency"].upper(), ""),
                on=said["on"],
                key=said["key"],
                person=person_of(request),
            )
        except (NotMatched, forms.ValidationError) as error:
            form.add_error(
                "amount", error.messages if isinstance(error, forms.ValidationError) else str(error)
            )
        else:
            return redirect("desk:gift", pk=gift.pk)
    asked = FilterForm(request.GET)
    words = asked.cleaned_data if asked.is_valid() else {"words": "", "state": ""}
    context = {
        "gifts": gifts_matching(words.get("state", ""), words.get("words", ""))[:_MOST],
        "asked": asked,
        "form": form,
    }
    return render(request, "desk/giving/gifts.html", context, status=422 if form.is_bound else 200)


@treasurers_only
@require_safe
def gift(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Gift.objects.select_related("donor", "pledge", "campaign"), pk=pk)
    provider = road(found.provider)
    context = {
        "gift": found,
        "papers": found.papers.order_by("pk"),
        "events": found.events.order_by("happened_at"),
        "refunds": found.refunds.all(),
        "had": found.state in HAD,
        "sends_itself": provider is not None and provider.traits.refunds,
        "refund_form": RefundForm(initial={"amount": plain_amount(found.kept)}),
        "received_form": ReceivedForm(
            initial=_now() | {"amount": plain_amount(found.money), "currency": found.currency}
        ),
    }
    return render(request, "desk/giving/gift.html", context)


@treasurers_only
@require_POST
def refund(request: HttpRequest, pk: int) -> HttpResponse:
    found, form = get_object_or_404(Gift, pk=pk), RefundForm(request.POST)
    try:
        if not form.is_valid():
            raise GivingRefused(_("Write an amount, such as 25."))
        money = amount_in(form.cleaned_data["amount"], found.currency, "")
        ask_refund(
            gift=found,
            amount_minor=money.minor,
            reason=form.cleaned_data["reason"],
            person=person_of(request),
        )
    except (GivingRefused, forms.ValidationError) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    else:
        messages.success(request, _("It goes back; the credit note and a letter follow."))
    return redirect("desk:gift", pk=pk)


@treasurers_only
@require_POST
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """Money for this gift that no statement tells of."""
    found, form = get_object_or_404(Gift, pk=pk), ReceivedForm(request.POST)
    try:
        if not form.is_valid():
            raise NotMatched(_("Say how much came, and when."))
        said = form.cleaned_data
        money = amount_in(said["amount"], said["currency"].upper(), "")
        receive_by_hand(
            promised=found, money=money, on=said["on"], key=said["key"], person=person_of(request)
        )
    except (NotMatched, forms.ValidationError) as error:
        messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    else:
        messages.success(request, _("Written down. The receipt is on its way."))
    return redirect("desk:gift", pk=pk)


@treasurers_only
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(Paper.objects.select_related("gift__donor"), pk=pk)
    resend(paper=paper, mark=f"{datetime.now(UTC):%Y%m%d%H%M}")
    messages.success(request, _("%(number)s is on its way again.") % {"number": paper.number})
    return redirect("desk:gift", pk=paper.gift_id)


@treasurers_only
@require_safe
def pledge_list(request: HttpRequest) -> HttpResponse:
    found = Pledge.objects.select_related("donor", "campaign")
    if request.GET.get("show") != "all":
        found = found.exclude(state__in=OVER)
    context = {"pledges": found[:_MOST], "shows_all": request.GET.get("show") == "all"}
    return render(request, "desk/giving/pledges.html", context)


@treasurers_only
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = get_object_or_404(Pledge, pk=pk)
    cancel_pledge(pledge=pledge, by=EndedBy.DESK, actor=person_of(request).actor)
    messages.success(request, _("It has ended; the donor is told."))
    return redirect("desk:pledges")


def _now() -> dict[str, str]:
    return {
        "on": today_in(settings.GIVING.zone).isoformat(),
        "key": secrets.token_hex(12),
        "currency": currencies()[0],
    }
