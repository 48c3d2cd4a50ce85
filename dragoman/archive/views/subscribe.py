"""Asking for bulletins, from any page, without an account; and asking for the way to one's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.bulletin_rows import chosen_rows, offered_rows
from dragoman.archive.forms.bulletins import AddressForm, SubscribeForm, prefilled, wants_in
from dragoman.archive.forms.reader import begun
from dragoman.archive.views.report import network_of
from dragoman.bulletins.asking import ask, ask_for_link
from dragoman.bulletins.consent import Circumstance, wording
from dragoman.bulletins.links import bulletins_path
from dragoman.bulletins.terms import About, BadAddress, BulletinError, TooManyAsked
from dragoman.bulletins.wants import Want
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language

_ABOUTS = tuple(About.values)


# The reader has no session that a forged form could use, so no cookie is set for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        wants, missing = prefilled(request.GET, _ABOUTS)
        form = SubscribeForm(initial={"language": reader_language(), "zone": "UTC", "weekday": 0})
        return _page(request, form, wants, problem=" ".join(missing))
    form, wants = SubscribeForm(request.POST), []
    try:
        wants = list(wants_in(request.POST))
        if form.is_valid():
            ask(asked=form.asked(tuple(wants), where(request)))
            return HttpResponseRedirect(bulletins_path("asked", reader_language()))
    except BadAddress as error:
        form.add_error("address", str(error))
    except TooManyAsked as error:
        return _page(request, form, wants, problem=str(error), status=429)
    except BulletinError as error:
        return _page(request, form, wants, problem=str(error), status=422)
    return _page(request, form, wants, status=422)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for everyone, whether a letter was sent or not."""
    return unkept(render(request, "archive/bulletins/asked.html", furniture("/bulletins/asked")))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """For who has no bulletin at hand to follow its link."""
    form, problem, status = AddressForm(request.POST if request.method == "POST" else None), "", 200
    if form.is_bound:
        status = 422
        try:
            if form.is_valid():
                ask_for_link(address=form.cleaned_data["address"], where=where(request))
                return HttpResponseRedirect(bulletins_path("asked", reader_language()))
        except BadAddress as error:
            form.add_error("address", str(error))
        except TooManyAsked as error:
            problem, status = str(error), 429
    context = {**furniture("/bulletins/find"), "form": form, "problem": problem, "began": begun()}
    return unkept(render(request, "archive/bulletins/find.html", context, status=status))


def where(request: HttpRequest) -> Circumstance:
    """What the proof keeps of a step. The address is without its query, which may hold a token."""
    path = request.path
    parts = path.split("/")
    if len(parts) > 2 and parts[-2] in {"confirm", "leave", "mine", "own", "undo"}:
        path = "/".join([*parts[:-1], "…"])
    return Circumstance(path, network_of(request), reader_language())


def unkept(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no robot, and its address told to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def over(request: HttpRequest) -> HttpResponse:
    """For a link that is too old, or was never one of ours."""
    context = {
        **furniture("/bulletins/subscribe"),
        "find_own_path": bulletins_path("find", reader_language()),
        "subscribe_path": bulletins_path("subscribe", reader_language()),
    }
    return unkept(render(request, "archive/bulletins/over.html", context, status=404))


def _page(
    request: HttpRequest, form: SubscribeForm, wants: list[Want], *, problem: str = "", status: int = 200
) -> HttpResponse:
    chosen = chosen_rows(wants)
    offered = offered_rows((want.about, want.value) for want in wants)
    context: dict[str, Any] = {  # Any: a template's
        **furniture("/bulletins/subscribe"),
        "form": form,
        "problem": problem,
        "chosen": chosen,
        "offered": offered,
        "form_path": bulletins_path("subscribe", reader_language()),
        "wording": wording(),
        "began": begun(),
        "find_own_path": bulletins_path("find", reader_language()),
    }
    return unkept(render(request, "archive/bulletins/subscribe.html", context, status=status))
