"""Bulletins and letters on their way: what is due next, what is held, what came back, and the switch for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dragoman.bulletins.halting import drop_held, halt_all, halt_in_force, hold, let_go, lift_halt
from dragoman.bulletins.past import deliveries
from dragoman.bulletins.preview import coming, held, send_test
from dragoman.bulletins.rules import can_keep_readers, can_see_readers
from dragoman.bulletins.terms import AlreadyHalted, BulletinError, Cadence, DeliveryState
from dragoman.desk.access import insist, person_of, post_only, staff_only
from dragoman.desk.sending_page import overview
from dragoman.letters.models import Letter
from dragoman.letters.selectors import letters_in
from dragoman.letters.services import retry_letter
from dragoman.letters.terms import LetterState

_WHO = gettext_lazy("Only an editor or an administrator sees what is sent.")
_KEEPER = gettext_lazy("Only an administrator sees who letters go to.")
_CADENCES = {cadence.value.replace(" ", "-"): cadence for cadence in Cadence}
_MOST_SHOWN, _MOST_LISTED = 50, 200
_DAY = timedelta(days=1)
_OUT = {"let-go": let_go, "drop": drop_held}


@staff_only
@require_safe
def sending(request: HttpRequest) -> HttpResponse:
    insist(can_see_readers(request.user), _WHO)
    sees_who = can_keep_readers(request.user)
    context = {
        "rows": overview(datetime.now(UTC)),
        "halt": halt_in_force(),
        "sees_who": sees_who,
        "troubled": deliveries().filter(state=DeliveryState.REFUSED)[:_MOST_SHOWN],
        "returned": deliveries().exclude(returned="")[:_MOST_SHOWN],
    }
    return render(request, "desk/sending.html", context)


@staff_only
@post_only("desk:sending")
def halt(request: HttpRequest) -> HttpResponse:
    """The switch for all bulletins; the button says which way."""
    insist(can_see_readers(request.user), _WHO)
    actor = person_of(request).actor
    try:
        if request.POST.get("act") == "lift":
            lift_halt(actor=actor)
            messages.success(request, _("Bulletins go out again."))
        else:
            halt_all(reason=request.POST.get("reason", ""), actor=actor)
            messages.success(request, _("No bulletin goes out until somebody lets them go again."))
    except AlreadyHalted as error:
        messages.error(request, str(error))
    return redirect("desk:sending")


@staff_only
@post_only("desk:sending")
def move(request: HttpRequest) -> HttpResponse:
    """Hold what waits of a cadence; let go or drop what the page said is held, and nothing made since."""
    insist(can_see_readers(request.user), _WHO)
    act, cadence = request.POST.get("act", ""), _CADENCES.get(request.POST.get("cadence", ""))
    last, actor = request.POST.get("last", ""), person_of(request).actor
    if cadence is None:
        return redirect("desk:sending")
    if act == "hold":
        moved = hold(cadence=cadence, actor=actor)
    elif act in _OUT and last.isascii() and last.isdigit() and len(last) < 19:
        moved = _OUT[act](cadence=cadence, actor=actor, last=int(last))
    else:
        return redirect("desk:sending")
    messages.success(request, _("Bulletins moved: %(count)d") % {"count": moved})
    return redirect("desk:sending")


@staff_only
@require_safe
def coming_bulletins(request: HttpRequest, cadence: str) -> HttpResponse:
    """What is held and what would go out within a day: to whom, and why; the first of them as it would arrive."""
    insist(can_see_readers(request.user), _WHO)
    asked = _CADENCES.get(cadence)
    if asked is None:
        raise Http404("No bulletin is sent so.")
    now = datetime.now(UTC)
    context = {
        "name": asked.label,
        "held": held(cadence=asked, now=now, most=_MOST_SHOWN),
        "coming": coming(cadence=asked, now=now + _DAY, most=_MOST_SHOWN),
        "sees_who": can_keep_readers(request.user),
    }
    return render(request, "desk/coming_bulletins.html", context)


@staff_only
@require_safe
def delivery_list(request: HttpRequest) -> HttpResponse:
    """The latest bulletins, all or those in one state; who got them, for administrators."""
    insist(can_see_readers(request.user), _WHO)
    state, found = request.GET.get("state", ""), deliveries()
    if state in DeliveryState.values:
        found = found.filter(state=state)
    context = {
        "deliveries": found[:_MOST_LISTED],
        "states": DeliveryState.choices,
        "state": state,
        "sees_who": can_keep_readers(request.user),
    }
    return render(request, "desk/deliveries.html", context)


@staff_only
@post_only("desk:sending")
def test(request: HttpRequest) -> HttpResponse:
    """The first of what is coming, to the person who asks and nobody else."""
    insist(can_see_readers(request.user), _WHO)
    person = person_of(request)
    cadence = _CADENCES.get(request.POST.get("cadence", ""), Cadence.DAILY)
    try:
        send_test(cadence=cadence, to=person.email, now=datetime.now(UTC) + _DAY)
    except BulletinError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("A test is on its way to %(address)s.") % {"address": person.email})
    return redirect("desk:sending")


@staff_only
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Letters that wait or were refused, with what the mail server said."""
    insist(can_keep_readers(request.user), _KEEPER)
    context = {
        "refused": [one for one in letters_in(LetterState.REFUSED) if one.address],
        "waiting": [one for one in letters_in(LetterState.WAITING) if one.attempts],
    }
    return render(request, "desk/letters.html", context)


@staff_only
@post_only("desk:letters")
def retry(request: HttpRequest) -> HttpResponse:
    """A refused letter whose words are still there; nothing for any other."""
    insist(can_keep_readers(request.user), _KEEPER)
    refused = Letter.objects.filter(state=LetterState.REFUSED).exclude(text="")
    try:
        letter = refused.filter(pk=request.POST.get("letter", "")).first()
    except ValidationError:  # no id at all
        letter = None
    if letter is not None:
        retry_letter(letter=letter)
        messages.success(request, _("The letter is tried again."))
    return redirect("desk:letters")
