"""Where readers say that clips are cited: which wait, and what stands on the pages."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dragoman.accounts.models import User
from dragoman.accounts.selectors import names_of
from dragoman.corrections import uses
from dragoman.corrections.errors import AlreadyDecided, NotTheirs
from dragoman.corrections.models import Use
from dragoman.corrections.rules import can_decide_uses
from dragoman.corrections.terms import NEXT_USE_STATES, UseState
from dragoman.desk.access import insist, person_of, staff_only

_MOST = 200
_ACTS: dict[str, Callable[..., Use]] = {
    UseState.ACCEPTED: uses.accept_use,
    UseState.DECLINED: uses.decline_use,
    UseState.REMOVED: uses.remove_use,
}


@staff_only
@require_safe
def use_list(request: HttpRequest) -> HttpResponse:
    only_waiting = request.GET.get("show") != "all"
    found = list(uses.all_uses(only_waiting=only_waiting)[:_MOST])
    names = names_of([one.decided_by for one in found])
    context = {
        "uses": [
            (one, uses.host_of(one.address), tuple(_next(one)), names.get(one.decided_by, ""))
            for one in found
        ],
        "only_waiting": only_waiting,
        "waiting": uses.waiting_uses(),
        "may_decide": can_decide_uses(person_of(request)),
    }
    return render(request, "desk/uses.html", context)


@staff_only
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    person: User = person_of(request)
    insist(can_decide_uses(person), _("Only a reviewer or an editor decides this."))
    act = _ACTS.get(request.POST.get("state", ""))
    if act is not None:
        try:
            act(use=get_object_or_404(Use, pk=pk), person=person)
        except (AlreadyDecided, NotTheirs) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Decided."))
    return redirect("desk:uses")


def _next(use: Use) -> list[tuple[str, str]]:
    """State and what the button that leads there says."""
    says = {
        UseState.ACCEPTED: _("Put it on the page"),
        UseState.DECLINED: _("Leave it off"),
        UseState.REMOVED: _("Take it off the page"),
    }
    return [(str(state), said) for state, said in says.items() if state in NEXT_USE_STATES[use.state]]
