"""What a person manages of themselves; passwords, passkeys and codes are allauth's pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dragoman.accounts.credits import BadKey, NoPseudonym, add_credit_key, retire_credit_key, set_credit
from dragoman.accounts.models import CreditKey
from dragoman.accounts.rules import roles_of
from dragoman.accounts.terms import Role
from dragoman.desk.access import person_of, post_only, staff_only
from dragoman.desk.forms.credit import CreditForm
from dragoman.publications.credits import BadSignature, open_credits, sign_credit
from dragoman.publications.models import Edition

_MOST_SHOWN = 20


@staff_only
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return _page(request, CreditForm(initial=_said(request)))


@staff_only
@post_only("desk:account")
def credit(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), CreditForm(request.POST)
    if form.is_valid():
        try:
            set_credit(user=person, actor=person.actor, **form.cleaned_data)
        except NoPseudonym as error:
            form.add_error("pseudonym", str(error))
        else:
            messages.success(
                request, _("Saved. Pages name you so from now on, also those published already.")
            )
            return redirect("desk:account")
    return _page(request, form, status=422)


@staff_only
@post_only("desk:account")
def add_key(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    try:
        add_credit_key(user=person, key=request.POST.get("key", "")[:300], actor=person.actor)
    except BadKey as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your key is kept. You can sign your credits now."))
    return redirect("desk:account")


@staff_only
@post_only("desk:account")
def retire_key(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    given = request.POST.get("key", "")
    key = get_object_or_404(CreditKey, handle=person.handle, pk=int(given) if given.isdecimal() else 0)
    retire_credit_key(key=key, actor=person.actor)
    messages.success(request, _("The key is retired. What you signed with it stays signed."))
    return redirect("desk:account")


@staff_only
@post_only("desk:account")
def sign(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    given = request.POST.get("edition", "")
    edition = get_object_or_404(Edition, pk=int(given) if given.isdecimal() else 0)
    try:
        sign_credit(
            edition=edition,
            handle=person.handle,
            role=request.POST.get("role", "")[:16],
            signature=request.POST.get("signature", "")[:200],
            actor=person.actor,
        )
    except BadSignature as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Signed. The page says that the credit is by your own key."))
    return redirect("desk:account")


def _said(request: HttpRequest) -> dict[str, str]:
    person = person_of(request)
    return {"credit": person.credit, "pseudonym": person.pseudonym}


def _page(request: HttpRequest, form: CreditForm, status: int = 200) -> HttpResponse:
    person = person_of(request)
    held = roles_of(person)
    keys = CreditKey.objects.filter(handle=person.handle, retired_at=None)
    context = {
        "roles": [role.label for role in Role if role in held],
        "form": form,
        "keys": keys,
        "open_credits": list(open_credits(person.handle))[:_MOST_SHOWN] if keys else [],
    }
    return render(request, "desk/account.html", context, status=status)
