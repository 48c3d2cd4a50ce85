"""What a person manages of themselves; passwords, passkeys and codes are allauth's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.accounts.rules import roles_of
from dragoman.accounts.terms import Role
from dragoman.desk.access import person_of, staff_only


@staff_only
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    held = roles_of(person_of(request))
    return render(request, "desk/account.html", {"roles": [role.label for role in Role if role in held]})
