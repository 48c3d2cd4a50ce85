"""A reader's own bulletins: by the link that is in each of them, and by one mailed for it, which opens everything."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive import own_page
from dragoman.archive.forms.bulletins import (
    DescribeForm,
    NewAddressForm,
    PauseForm,
    SettingsForm,
    wants_in,
)
from dragoman.archive.views.subscribe import over, unkept, where
from dragoman.bulletins import asking, keeping, preferences
from dragoman.bulletins.leaving import end
from dragoman.bulletins.links import bulletins_path, own_path, owner_of
from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.selectors import reader_with_secret
from dragoman.bulletins.terms import BulletinError, SubscriptionState
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language


@csrf_exempt  # the address itself is what opens it: there is no session to forge a form for
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, secret: str) -> HttpResponse:
    """By the lasting link, which whoever was forwarded a bulletin has too: nothing here shows who the reader is."""
    reader = reader_with_secret(secret)
    if reader is None:
        return over(request)
    return _answer(request, reader, is_own=False)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest, key: str) -> HttpResponse:
    reader = owner_of(key)
    if reader is None:
        return over(request)
    return _answer(request, reader, is_own=True)


@require_safe
def data(request: HttpRequest, key: str) -> HttpResponse:
    """Everything kept of the reader, as a file."""
    reader = owner_of(key)
    if reader is None:
        return over(request)
    response = JsonResponse(keeping.export(reader), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="bulletins.json"'
    return unkept(response)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return unkept(render(request, "archive/bulletins/erased.html", furniture("/bulletins/erased")))


def _answer(request: HttpRequest, reader: Subscriber, *, is_own: bool) -> HttpResponse:
    if request.method != "POST":
        return _page(request, reader, is_own=is_own)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None or (act in _OWN_ACTS and not is_own):
        return _page(request, reader, is_own=is_own, problem=_("Nothing was changed."), status=422)
    try:
        said = act(request, reader)
    except _Unclear as unclear:
        return _page(request, reader, is_own=is_own, forms_now=unclear.forms, status=422)
    except BulletinError as error:
        return _page(request, reader, is_own=is_own, problem=str(error), status=422)
    if said == "erased":
        return unkept(HttpResponseRedirect(bulletins_path("erased", reader_language())))
    if not is_own and said in _TOLD:
        preferences.tell_of_change(subscriber=reader)
    back = own_path(Subscriber.objects.get(pk=reader.pk)) if said == "renewed" else request.path
    return unkept(HttpResponseRedirect(f"{back}?said={said}"))


class _Unclear(Exception):
    """A form of the page needs another look."""

    def __init__(self, **forms_now: forms.Form) -> None:
        super().__init__("A form needs another look.")
        self.forms = forms_now


def _choose(request: HttpRequest, reader: Subscriber) -> str:
    cadences = {
        int(name.removeprefix("cadence-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("cadence-") and name.removeprefix("cadence-").isdecimal() and len(name) < 26
    }
    changed = preferences.choose(
        subscriber=reader,
        cadences=cadences,
        added=wants_in(request.POST),
        where=where(request),
    )
    return "changed" if changed else "chosen"


def _settings(request: HttpRequest, reader: Subscriber) -> str:
    form = SettingsForm(request.POST)
    if not form.is_valid():
        raise _Unclear(settings_form=form)
    changed = preferences.change_settings(subscriber=reader, said=form.settings())
    return "changed" if changed else "chosen"


def _pause(request: HttpRequest, reader: Subscriber) -> str:
    form = PauseForm(request.POST)
    if not form.is_valid():
        raise _Unclear(pause_form=form)
    try:
        preferences.pause(subscriber=reader, until=form.cleaned_data["until"])
    except BulletinError as error:
        form.add_error("until", str(error))
        raise _Unclear(pause_form=form) from error
    return "changed"


def _resume(request: HttpRequest, reader: Subscriber) -> str:
    preferences.resume(subscriber=reader)
    return "changed"


def _leave(request: HttpRequest, reader: Subscriber) -> str:
    active = reader.subscriptions.filter(state=SubscriptionState.ACTIVE)
    end(subscriber=reader, subscriptions=active, where=where(request))
    return "left"


def _link(request: HttpRequest, reader: Subscriber) -> str:
    if asking.may_be_mailed(reader.mark):
        asking.send_own_link(subscriber=reader)
    return "link"


def _address(request: HttpRequest, reader: Subscriber) -> str:
    form = NewAddressForm(request.POST)
    if not form.is_valid():
        raise _Unclear(address_form=form)
    try:
        preferences.ask_address(subscriber=reader, address=form.cleaned_data["address"], where=where(request))
    except BulletinError as error:
        form.add_error("address", str(error))
        raise _Unclear(address_form=form) from error
    return "address"


def _describe(request: HttpRequest, reader: Subscriber) -> str:
    form = DescribeForm(request.POST)
    if not form.is_valid():
        raise _Unclear(describe_form=form)
    preferences.describe(subscriber=reader, **form.cleaned_data)
    return "chosen"


def _renew(request: HttpRequest, reader: Subscriber) -> str:
    preferences.renew_links(subscriber=reader)
    return "renewed"


def _erase(request: HttpRequest, reader: Subscriber) -> str:
    if request.POST.get("sure") != "yes":
        raise BulletinError(_("Tick that you are sure, and press again."))
    keeping.erase(subscriber=reader, where=where(request))
    return "erased"


_ACTS: dict[str, Callable[[HttpRequest, Subscriber], str]] = {
    "choose": _choose,
    "settings": _settings,
    "pause": _pause,
    "resume": _resume,
    "leave": _leave,
    "link": _link,
    "address": _address,
    "describe": _describe,
    "renew": _renew,
    "erase": _erase,
}
_OWN_ACTS = frozenset({_address, _describe, _renew, _erase})
_TOLD = frozenset({"changed"})


def _page(
    request: HttpRequest,
    reader: Subscriber,
    *,
    is_own: bool,
    problem: str = "",
    forms_now: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    fresh = Subscriber.objects.get(pk=reader.pk)
    context = {
        **own_page.context_of(fresh, is_own=is_own, said=request.GET.get("said", "")),
        "problem": problem,
        "data_path": f"{request.path}/bulletins.json",
        **(forms_now or {}),
    }
    return unkept(render(request, "archive/bulletins/own.html", context, status=status))
