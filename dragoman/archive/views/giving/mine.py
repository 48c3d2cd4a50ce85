"""A donor's own page, opened by a mailed link: every gift and receipt, and every choice, without signing in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dragoman.archive.forms.support import ChangeForm, LinkForm
from dragoman.archive.views.giving.opening import kept_to_oneself, while_open
from dragoman.giving.links import donor_at, donor_path, support_path
from dragoman.giving.models import Donor, Paper, Pledge
from dragoman.giving.papers.pdf import paper_pdf
from dragoman.giving.papers.writing import filled_in
from dragoman.giving.providers import road
from dragoman.giving.selectors import gifts_of, pledges_of, years_of
from dragoman.giving.services.donors import ask_for_link, close_links, set_wall_name
from dragoman.giving.services.erasing import erase_donor, export_of
from dragoman.giving.services.pledging import (
    cancel_pledge,
    card_page,
    change_pledge,
    pause_pledge,
    resume_pledge,
)
from dragoman.giving.services.writing import year_pdf
from dragoman.giving.terms import OVER, EndedBy, GivingRefused
from dragoman.lib.money import NoAmount, plain_amount, read_amount
from dragoman.ui.wording import reader_language


@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Have the link mailed. The answer is the same, whether the address is known or not."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    is_sent = form.is_bound and form.is_valid()
    if is_sent and not form.cleaned_data["website"]:
        ask_for_link(email=form.cleaned_data["email"], language=reader_language(), now=datetime.now(UTC))
    context = {"form": form, "is_sent": is_sent}
    return render(
        request, "archive/support/ask.html", context, status=422 if form.is_bound and not is_sent else 200
    )


@while_open
@require_safe
def mine(request: HttpRequest, signed: str) -> HttpResponse:
    return _page(request, _donor(signed), signed)


@while_open
@require_POST
def act(request: HttpRequest, signed: str, name: str) -> HttpResponseBase:
    """One choice of the donor about one monthly gift."""
    donor = _donor(signed)
    pledge = Pledge.objects.filter(donor=donor, token=request.POST.get("pledge", "")).first()
    if pledge is None or name not in {"cancel", "pause", "resume", "change", "card"}:
        raise Http404("There is no such monthly gift.")
    try:
        if name == "card":
            back = settings.SITE_URL + donor_path(donor, reader_language())
            return _leading(card_page(pledge=pledge, return_url=back), request)
        _do(name, pledge, request)
    except (GivingRefused, NoAmount) as error:
        return _page(request, donor, signed, problem=str(error) or _("Write an amount, such as 25."))
    return _back(signed, name)


def _do(name: str, pledge: Pledge, request: HttpRequest) -> None:
    if name == "cancel":
        cancel_pledge(pledge=pledge, by=EndedBy.DONOR)
    elif name == "pause":
        pause_pledge(pledge=pledge)
    elif name == "resume":
        resume_pledge(pledge=pledge)
    else:
        form = ChangeForm(request.POST)
        if not form.is_valid():
            raise GivingRefused(_("Write an amount, such as 25, and a day from 1 to 31."))
        try:
            money = read_amount(form.cleaned_data["amount"], pledge.currency)
        except NoAmount as error:
            raise GivingRefused(_("Write an amount, such as 25.")) from error
        change_pledge(pledge=pledge, money=money, day=form.cleaned_data["day"])


def _leading(address: str, request: HttpRequest) -> HttpResponse:
    """A form of ours may lead nowhere but here, so the way to the provider's page is a link."""
    return render(request, "archive/support/card.html", {"address": address})


@while_open
@require_POST
def name_me(request: HttpRequest, signed: str) -> HttpResponse:
    set_wall_name(donor=_donor(signed), name=request.POST.get("wall_name", ""))
    return _back(signed, "named")


@while_open
@require_POST
def close(request: HttpRequest, signed: str) -> HttpResponse:
    """Links mailed before open nothing any more; this page gets a new one."""
    donor = _donor(signed)
    close_links(donor=donor)
    return HttpResponseRedirect(f"{donor_path(donor, reader_language())}?done=closed")


@while_open
@require_http_methods(["POST"])
def erase(request: HttpRequest, signed: str) -> HttpResponse:
    erase_donor(donor=_donor(signed))
    return render(request, "archive/support/erased.html", {})


@while_open
@require_safe
def export(request: HttpRequest, signed: str) -> HttpResponse:
    return kept_to_oneself(
        JsonResponse(export_of(_donor(signed)), json_dumps_params={"indent": 1}), "gifts.json"
    )


@while_open
@require_safe
def paper(request: HttpRequest, signed: str, number: str) -> HttpResponse:
    found = Paper.objects.select_related("gift").filter(number=number, gift__donor=_donor(signed)).first()
    if found is None:
        raise Http404("There is no such receipt.")
    made = paper_pdf(filled_in(found, reader_language()))
    return kept_to_oneself(HttpResponse(made, content_type="application/pdf"), f"{found.number}.pdf")


@while_open
@require_safe
def year(request: HttpRequest, signed: str, year: int) -> HttpResponse:
    made = year_pdf(_donor(signed), year)
    if made is None:
        raise Http404("Nothing was given in that year.")
    return kept_to_oneself(HttpResponse(made, content_type="application/pdf"), f"{year}.pdf")


def _donor(signed: str) -> Donor:
    donor = donor_at(signed)
    if donor is None:
        raise Http404("The link opens nothing any more.")
    return donor


def _back(signed: str, done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{support_path(reader_language())}/mine/{signed}?done={done}")


def _page(request: HttpRequest, donor: Donor, signed: str, problem: str = "") -> HttpResponse:
    monthly = [
        {
            "pledge": one,
            "form": ChangeForm(
                initial={"amount": plain_amount(one.money), "day": one.day}, auto_id=f"id_%s_{one.pk}"
            ),
            "is_over": one.state in OVER,
            "has_card": bool(one.customer_id) and _has_portal(one),
            "is_transfer": one.provider == "transfer",
        }
        for one in pledges_of(donor)
    ]
    context = {
        "donor": donor,
        "signed": signed,
        "monthly": monthly,
        "gifts": gifts_of(donor),
        "years": years_of(donor),
        "problem": problem,
        "done": request.GET.get("done", "") if not problem else "",
        "entity": settings.GIVING.name,
        "here": f"{support_path(reader_language())}/mine/{signed}",
        "keeps_years": settings.GIVING.keep_names_years,
    }
    return render(request, "archive/support/mine.html", context, status=422 if problem else 200)


def _has_portal(pledge: Pledge) -> bool:
    provider = road(pledge.provider)
    return provider is not None and provider.traits.has_portal
