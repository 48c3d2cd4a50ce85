"""For administrators: who works here, in which roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.accounts.credits import erase_person
from dragoman.accounts.models import User
from dragoman.accounts.selectors import people
from dragoman.accounts.services import (
    BadAddress,
    LastAdministrator,
    PersonExists,
    add_person,
    close_account,
    set_roles,
)
from dragoman.accounts.terms import Role
from dragoman.desk.access import insist_on_administrators, person_of, post_only, staff_only
from dragoman.desk.forms.people import NewPersonForm, RolesForm
from dragoman.desk.invitations import mail_link, password_link

_SHOWN_ONCE = "desk_password_link"


@staff_only
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    insist_on_administrators(request.user)
    rows = [(person, _role_labels(person)) for person in people()]
    return render(request, "desk/people.html", {"rows": rows})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    insist_on_administrators(request.user)
    form = NewPersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = add_person(
                email=said["email"],
                name=said["name"],
                roles=said["roles"],
                password=None,
                actor=person_of(request).actor,
            )
        except (PersonExists, BadAddress) as error:
            form.add_error("email", str(error))
        else:
            return _hand_over_link(request, made)
    return render(request, "desk/add_person.html", {"form": form}, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, handle: str) -> HttpResponse:
    insist_on_administrators(request.user)
    someone = get_object_or_404(User, handle=handle)
    held = list(someone.grants.values_list("role", flat=True))
    form = RolesForm(request.POST if request.method == "POST" else None, initial={"roles": held})
    if form.is_bound and form.is_valid():
        try:
            set_roles(user=someone, roles=form.cleaned_data["roles"], actor=person_of(request).actor)
        except LastAdministrator as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("The roles of %(name)s are saved.") % {"name": someone.name})
            return redirect("desk:person", handle=handle)
    context = {
        "someone": someone,
        "form": form,
        "link": request.session.pop(f"{_SHOWN_ONCE}:{handle}", None) if request.method == "GET" else None,
        "is_self": someone == request.user,
    }
    return render(request, "desk/person.html", context, status=422 if form.is_bound else 200)


@staff_only
@post_only("desk:person")
def new_link(request: HttpRequest, handle: str) -> HttpResponse:
    insist_on_administrators(request.user)
    return _hand_over_link(request, get_object_or_404(User, handle=handle, is_active=True))


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, handle: str) -> HttpResponse:
    insist_on_administrators(request.user)
    someone = get_object_or_404(User, handle=handle)
    problem = ""
    if request.method == "POST":
        try:
            close_account(user=someone, actor=person_of(request).actor)
        except LastAdministrator as error:
            problem = str(error)
        else:
            messages.success(request, _("The account of %(name)s is closed.") % {"name": someone.name})
            return redirect("desk:people")
    context = {"someone": someone, "problem": problem}
    return render(request, "desk/close_person.html", context, status=422 if problem else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, handle: str) -> HttpResponse:
    """Forget who somebody was; what they did stays under their handle."""
    insist_on_administrators(request.user)
    someone = get_object_or_404(User, handle=handle)
    problem = ""
    if request.method == "POST":
        try:
            erase_person(user=someone, actor=person_of(request).actor)
        except LastAdministrator as error:
            problem = str(error)
        else:
            messages.success(request, _("The person behind %(handle)s is forgotten.") % {"handle": handle})
            return redirect("desk:people")
    context = {"someone": someone, "problem": problem}
    return render(request, "desk/erase_person.html", context, status=422 if problem else 200)


def _hand_over_link(request: HttpRequest, someone: User) -> HttpResponse:
    """Keep the link for the one page that shows it, and mail it too."""
    link = password_link(someone)
    request.session[f"{_SHOWN_ONCE}:{someone.handle}"] = link
    if mail_link(someone, link):
        messages.success(request, _("The link was mailed to %(email)s as well.") % {"email": someone.email})
    else:
        messages.warning(request, _("The letter could not be sent: hand the link over yourself."))
    return redirect("desk:person", handle=someone.handle)


def _role_labels(someone: User) -> list[str]:
    held = {grant.role for grant in someone.grants.all()}
    return [str(role.label) for role in Role if role in held]
