"""A reader gives: fills in, looks over the terms beside the button, and goes on to pay."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.archive.forms.reader import begun
from dragoman.archive.forms.support import SupportForm, likelier_address, new_key
from dragoman.archive.views.giving.opening import while_open
from dragoman.archive.views.report import network_of
from dragoman.engines.payment.port import Interval
from dragoman.giving.links import status_path
from dragoman.giving.months import next_day, today_in
from dragoman.giving.selectors import appeal_in, progress_of, running_campaign, wall
from dragoman.giving.services.letters import tell_instructions
from dragoman.giving.services.offering import instructions, promise
from dragoman.giving.terms import GivingRefused
from dragoman.lib.money import money_in_words
from dragoman.ui.wording import long_date, reader_language


@while_open
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest) -> HttpResponseBase:
    clip = request.GET.get("clip", "")
    given = {"interval": Interval.ONCE, "clip": clip if clip.isascii() and clip.isdigit() else None}
    form = SupportForm(request.POST if request.method == "POST" else None, initial=given | _asked(request))
    act = request.POST.get("act", "")
    if form.is_bound and act != "change" and form.is_valid():
        terms = _terms(form)
        if act != "give":
            return _look_over(request, form, terms)
        try:
            return _give(request, form, " ".join(terms))
        except GivingRefused as error:
            return _page(request, form, str(error), 422)
    if act == "change":
        # Back from looking over: everything is kept, nothing is wrong yet.
        form = SupportForm(initial=request.POST.dict())
    return _page(request, form, "", 422 if form.is_bound else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What an address may ask for: a currency, an amount; monthly is chosen by the reader alone."""
    return {name: request.GET[name][:20] for name in ("currency", "amount") if name in request.GET}


def _page(request: HttpRequest, form: SupportForm, problem: str, status: int) -> HttpResponse:
    language = reader_language()
    campaign = running_campaign(today_in(settings.GIVING.zone))
    context = {
        "form": form,
        "problem": problem,
        "began": begun(),
        "key": form["key"].value() or new_key(),
        "appeal": appeal_in(language),
        "entity": settings.GIVING.name,
        "progress": progress_of(campaign) if campaign else None,
        "has_wall": bool(wall()),
        "fee_percent": settings.GIVING.fee_permille / 10,
        "clip": form["clip"].value(),
    }
    return render(request, "archive/support/give.html", context, status=status)


def _look_over(request: HttpRequest, form: SupportForm, terms: list[str]) -> HttpResponse:
    said = form.cleaned_data
    context = {
        "form": form,
        "terms": terms,
        "entity": settings.GIVING.name,
        "money": form.offer(None, "").money,
        "fee": said["fee_minor"],
        "is_monthly": said["interval"] == Interval.MONTHLY,
        "likelier": likelier_address(said["email"]),
        "kept": [(name, value) for name, value in request.POST.items() if name in form.fields],
    }
    return render(request, "archive/support/look_over.html", context)


def _give(request: HttpRequest, form: SupportForm, consent: str) -> HttpResponse:
    campaign = running_campaign(today_in(settings.GIVING.zone))
    said = form.cleaned_data
    promised = promise(offer=form.offer(campaign, consent), network=network_of(request))
    if said["on_wall"] and not promised.donor.wall_name:
        # Named once money came; until then the wall does not show it.
        promised.donor.wall_name = said["name"]
        promised.donor.save(update_fields=["wall_name"])
    how = instructions(promised=promised)
    if how is not None:
        tell_instructions(promised=promised, lines=[(called(name), value) for name, value in how.lines])
    return HttpResponseRedirect(status_path(promised, reader_language()))


def called(line: str) -> str:
    """What a line of a transfer is called."""
    return {
        "holder": _("Account holder"),
        "iban": "IBAN",
        "bic": "BIC",
        "bank": _("Bank"),
        "account": _("Account"),
        "amount": _("Amount"),
        "reference": _("Reference"),
    }[line]


def _terms(form: SupportForm) -> list[str]:
    """What is agreed to with the button, in sentences: how much, how often, until when, and how to end it."""
    offer = form.offer(None, "")
    money = money_in_words(offer.money, reader_language())
    entity = settings.GIVING.name
    if offer.interval == Interval.ONCE:
        return [_("You give %(money)s once to %(entity)s.") % {"money": money, "entity": entity}]
    today = today_in(settings.GIVING.zone)
    following = next_day(today, today.day)
    return [
        _("You give %(money)s to %(entity)s every month, until you cancel.")
        % {"money": money, "entity": entity},
        _("The first gift is today, the next on %(day)s.") % {"day": _day(following)},
        _("You cancel in two clicks, without signing in, by the link in every receipt. It ends at once."),
    ]


def _day(day: date) -> str:
    return long_date(day)
