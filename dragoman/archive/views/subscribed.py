"""What mailed links lead to: a page with a button, and what pressing it does. Opening a link changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.views.subscribe import over, unkept, where
from dragoman.bulletins.confirming import confirm as confirm_token
from dragoman.bulletins.confirming import waiting_confirmation
from dragoman.bulletins.consent import proof_of
from dragoman.bulletins.leaving import leave as leave_by_token
from dragoman.bulletins.leaving import undo as undo_by_token
from dragoman.bulletins.leaving import undone_by, would_end
from dragoman.bulletins.links import bulletins_path, left_by, own_path
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.terms import LinkOver, Purpose
from dragoman.bulletins.wants import Want
from dragoman.ui.context import furniture
from dragoman.ui.wording import reader_language


# No page here has a session that a forged form could use: the token in the address is all there is to have.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Scanners of mail open links and press nothing: only the button confirms."""
    if request.method == "POST":
        try:
            reader = confirm_token(token=token, where=where(request))
        except LinkOver:
            return over(request)
        return unkept(HttpResponseRedirect(f"{own_path(reader)}?said=confirmed"))
    found = waiting_confirmation(token, datetime.now(UTC))
    if found is None:
        return over(request)
    context = {
        **furniture("/bulletins/subscribe"),
        "names": [want_name(Want(**one)) for one in found.asked.get("wants", [])],
        "address": found.asked.get("address", ""),
        "is_address": found.purpose == Purpose.ADDRESS,
    }
    return unkept(render(request, "archive/bulletins/confirm.html", context))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a POST ends it at once, whoever sends it, and the answer never tells whether there was anything to end.

    ``List-Unsubscribe`` and the page's own button send to the same address.
    """
    context = furniture("/bulletins/subscribe")
    if request.method == "POST":
        leave_by_token(token=token, where=where(request))
        return unkept(render(request, "archive/bulletins/left.html", context))
    gone = would_end(token)
    names = [want_name(want) for want in gone.wants] if gone else []
    return unkept(render(request, "archive/bulletins/leave.html", {**context, "names": names}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        try:
            reader = undo_by_token(token=token, where=where(request))
        except LinkOver:
            return over(request)
        return unkept(HttpResponseRedirect(f"{own_path(reader)}?said=restored"))
    found = undone_by(token)
    if found is None:
        return over(request)
    context = {**furniture("/bulletins/subscribe"), "names": [want_name(want) for want in found[1]]}
    return unkept(render(request, "archive/bulletins/undo.html", context))


@require_safe
def why(request: HttpRequest, token: str) -> HttpResponse:
    """Since when a subscription is there, from which form, and the words that were agreed to."""
    left = left_by(token)
    if left is None or left.subscription is None:
        return over(request)
    one = left.subscription
    wanted = [one.about, one.value]
    lines = [line for line in proof_of(left.subscriber.mark) if wanted in [what[:2] for what in line.what]]
    context = {
        **furniture("/bulletins/subscribe"),
        "name": want_name(Want(one.about, one.value, one.cadence, one.label)),
        "one": one,
        "lines": lines,
        "leave_path": bulletins_path(f"leave/{one.token}", reader_language()),
    }
    return unkept(render(request, "archive/bulletins/why.html", context))
