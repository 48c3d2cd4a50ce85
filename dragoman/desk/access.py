"""Who may come in. Strangers are sent to sign in; people without the role are told so in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.models import User
from dragoman.accounts.rules import Person, can_make_clips, can_manage_people, can_publish, is_staff, roles_of
from dragoman.giving.providers import is_open
from dragoman.giving.rules import can_keep_gifts
from dragoman.writings.rules import can_write_pages

P = ParamSpec("P")
DeskView: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Refused(Exception):
    """The person may not do this; the message says who may."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def staff_only(view: DeskView[P]) -> DeskView[P]:
    """Let nobody past who holds no role, and keep what they see out of shared and back-button caches."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
            return redirect_to_login(back)
        if not is_staff(request.user):
            if can_keep_gifts(request.user):
                return redirect("desk:giving")  # the treasurer's desk is elsewhere
            return refused_page(request, _("You are signed in, but you hold no role at this desk yet."))
        return _answered(view, request, *args, **kwargs)

    return guarded


def _answered(
    view: DeskView[P], request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
) -> HttpResponseBase:
    """What the view says, or why it refuses; kept by nobody on the way."""
    try:
        response = view(request, *args, **kwargs)
    except Refused as refusal:
        return refused_page(request, refusal.message)
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)
    return response


def treasurers_only(view: DeskView[P]) -> DeskView[P]:
    """The same for the pages about gifts, which nobody else sees: not editors, and not administrators either."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if not roles_of(request.user):
            return refused_page(request, _("You are signed in, but you hold no role at this desk yet."))
        if not can_keep_gifts(request.user):
            return refused_page(request, _("Only a treasurer sees who gives."))
        if not is_open():
            return refused_page(
                request, _("Nothing can be given yet: the settings name nobody who takes it.")
            )
        return _answered(view, request, *args, **kwargs)

    return guarded


def post_only(page: str) -> Callable[[DeskView[P]], DeskView[P]]:
    """For addresses that forms send to. Whoever comes by link or after signing in anew is led to the page instead."""

    def decorate(view: DeskView[P]) -> DeskView[P]:
        @wraps(view)
        def posted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in {"GET", "HEAD"}:
                return redirect(reverse(page, kwargs=dict(kwargs)))
            if request.method != "POST":
                return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
            return view(request, *args, **kwargs)

        return posted

    return decorate


def insist(allowed: bool, message: str | Promise) -> None:
    """Stop here, with the message on a 403 page, unless ``allowed``."""
    if not allowed:
        raise Refused(message)


def insist_on_clip_makers(person: Person) -> None:
    insist(can_make_clips(person), _("Only a monitor, an editor or an administrator makes clips."))


def keeps_sources(person: Person) -> bool:
    """May write about sources: whoever files clips under them or publishes those clips."""
    return can_make_clips(person) or can_publish(person)


def insist_on_source_keepers(person: Person) -> None:
    insist(keeps_sources(person), _("Only a monitor, an editor or an administrator keeps the sources."))


def insist_on_administrators(person: Person) -> None:
    insist(can_manage_people(person), _("Only an administrator manages the people of this desk."))


def insist_on_page_writers(person: Person) -> None:
    insist(can_write_pages(person), _("Only an editor or an administrator writes the pages of the site."))


def insist_on_imprint_keepers(person: Person) -> None:
    insist(can_manage_people(person), _("Only an administrator sets what the site says of itself."))


def insist_on_machine_keepers(person: Person) -> None:
    insist(can_manage_people(person), _("Only an administrator manages tokens and webhooks."))


def person_of(request: HttpRequest) -> User:
    """The person behind a request that came through :func:`staff_only`."""
    if not isinstance(request.user, User):
        raise Refused(_("Sign in first."))
    return request.user


def refused_page(request: HttpRequest, message: str | Promise) -> HttpResponse:
    response = render(request, "desk/refused.html", {"message": message}, status=403)
    patch_cache_control(response, private=True, no_store=True)
    return response
