"""For administrators: one webhook, what it was told, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.desk.access import DeskView, insist_on_machine_keepers, person_of, post_only, staff_only
from dragoman.desk.forms.machines import WebhookForm
from dragoman.ledger.terms import Actor
from dragoman.machines.models import Delivery, Webhook
from dragoman.machines.selectors import deliveries_of
from dragoman.machines.terms import Event, WebhookRefused
from dragoman.machines.webhooks import (
    add_webhook,
    change_secret,
    remove_webhook,
    send_again,
    send_test,
    switch_off,
    switch_on,
)

_SHOWN_ONCE = "desk_webhook_secret"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new address; its secret is shown on the next page alone."""
    insist_on_machine_keepers(request.user)
    form = WebhookForm(request.POST if request.method == "POST" else None, initial={"events": Event.values})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            webhook = add_webhook(url=said["url"], events=said["events"], person=person_of(request))
        except WebhookRefused as error:
            form.add_error("url", str(error))
        else:
            return _shown_once(request, webhook)
    return render(request, "desk/add_webhook.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
@require_safe
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    insist_on_machine_keepers(request.user)
    found = get_object_or_404(Webhook, pk=pk)
    context = {
        "webhook": found,
        "events": [str(Event(one).label) for one in found.events],
        "deliveries": deliveries_of(found),
        "secret": request.session.pop(f"{_SHOWN_ONCE}:{pk}", None),
    }
    return render(request, "desk/webhook.html", context)


@staff_only
@post_only("desk:webhook")
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    insist_on_machine_keepers(request.user)
    found = get_object_or_404(Webhook, pk=pk)
    return _shown_once(request, change_secret(webhook=found, actor=person_of(request).actor))


@staff_only
@post_only("desk:webhook")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    insist_on_machine_keepers(request.user)
    written = request.POST.get("delivery", "")
    row = int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0
    send_again(delivery=get_object_or_404(Delivery, pk=row, webhook=pk))
    messages.success(request, _("It is sent once more."))
    return redirect("desk:webhook", pk=pk)


@staff_only
@post_only("desk:webhook")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    insist_on_machine_keepers(request.user)
    remove_webhook(webhook=get_object_or_404(Webhook, pk=pk), actor=person_of(request).actor)
    messages.success(request, _("The address is told nothing more, and its log is gone."))
    return redirect("desk:machines")


def _act(act: Callable[[Webhook, Actor], object], done: Promise) -> DeskView[[int]]:
    """A button that does one thing to a webhook and says so."""

    @staff_only
    @post_only("desk:webhook")
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        insist_on_machine_keepers(request.user)
        act(get_object_or_404(Webhook, pk=pk), person_of(request).actor)
        messages.success(request, str(done))
        return redirect("desk:webhook", pk=pk)

    return view


test = _act(
    lambda webhook, _actor: send_test(webhook=webhook),
    gettext_lazy("A test is on its way: load this page again to see what came of it."),
)
off = _act(
    lambda webhook, actor: switch_off(webhook=webhook, actor=actor),
    gettext_lazy("Switched off: what happens meanwhile is kept for it."),
)
on = _act(
    lambda webhook, actor: switch_on(webhook=webhook, actor=actor),
    gettext_lazy("Switched on: what was kept is sent."),
)


def _shown_once(request: HttpRequest, webhook: Webhook) -> HttpResponse:
    request.session[f"{_SHOWN_ONCE}:{webhook.pk}"] = webhook.secret
    return redirect("desk:webhook", pk=webhook.pk)
