"""How a gift stands, for whoever has its address; and the way on to pay."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.archive.qr import payment_svg
from dragoman.archive.views.giving.opening import while_open
from dragoman.archive.views.giving.support import called
from dragoman.giving.links import support_path
from dragoman.giving.models import Gift, Pledge
from dragoman.giving.providers import road
from dragoman.giving.selectors import gift_at, pledge_at, wall
from dragoman.giving.services.offering import checkout, instructions
from dragoman.giving.terms import HAD, OVER, GiftState, GivingRefused, PledgeState
from dragoman.ui.wording import reader_language


@while_open
@require_safe
def gift(request: HttpRequest, token: str) -> HttpResponse:
    return _status(request, gift_at(token))


@while_open
@require_safe
def pledge(request: HttpRequest, token: str) -> HttpResponse:
    return _status(request, pledge_at(token))


@while_open
@require_safe
def pay_gift(request: HttpRequest, token: str) -> HttpResponseBase:
    return _pay(request, gift_at(token))


@while_open
@require_safe
def pay_pledge(request: HttpRequest, token: str) -> HttpResponseBase:
    return _pay(request, pledge_at(token))


@while_open
@require_safe
def donors(request: HttpRequest) -> HttpResponse:
    """Who wants to be named."""
    return render(request, "archive/support/donors.html", {"names": wall(), "entity": settings.GIVING.name})


def _waits(promised: Gift | Pledge) -> bool:
    return promised.state in {GiftState.PENDING, GiftState.FAILED, PledgeState.PENDING}


def _status(request: HttpRequest, promised: Gift | Pledge | None, problem: str = "") -> HttpResponse:
    if promised is None:
        raise Http404("There is no such gift.")
    provider = road(promised.provider)
    is_hosted = provider is not None and provider.traits.is_hosted
    how = None if is_hosted else instructions(promised=promised)
    context = {
        "promised": promised,
        "problem": problem,
        "is_monthly": isinstance(promised, Pledge),
        "is_here": promised.state in HAD or promised.state == PledgeState.ACTIVE,
        "is_over": promised.state in OVER,
        "pays_there": is_hosted and _waits(promised),
        "provider_name": promised.provider.capitalize(),
        "lines": [(called(name), value, name) for name, value in how.lines] if how else [],
        "code": payment_svg(how.code).decode() if how and how.code else "",
        "entity": settings.GIVING.name,
        "manage_path": support_path(reader_language()) + "/mine",
    }
    return render(request, "archive/support/status.html", context, status=503 if problem else 200)


def _pay(request: HttpRequest, promised: Gift | Pledge | None) -> HttpResponseBase:
    """By a link and not by the form, whose answer may lead nowhere but here."""
    if promised is None:
        raise Http404("There is no such gift.")
    if not _waits(promised):
        return HttpResponseRedirect(request.path.removesuffix("/pay"))
    try:
        address = checkout(promised=promised).redirect_url
    except GivingRefused as error:
        return _status(request, promised, str(error))
    return HttpResponseRedirect(address or request.path.removesuffix("/pay"))
