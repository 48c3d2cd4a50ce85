"""For administrators: the tokens by which programs read, and the webhooks that are told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.desk.access import insist_on_machine_keepers, person_of, post_only, staff_only
from dragoman.desk.forms.machines import TokenForm
from dragoman.machines.models import Token
from dragoman.machines.selectors import tokens, webhooks
from dragoman.machines.terms import Scope, TokenRefused
from dragoman.machines.tokens import make_token, revoke_token

_SHOWN_ONCE = "desk_token"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def machine_list(request: HttpRequest) -> HttpResponse:
    """What there is, and the form for a new token. The secret of a fresh one is shown on the next page alone."""
    insist_on_machine_keepers(request.user)
    form = TokenForm(request.POST if request.method == "POST" else None, initial={"scopes": Scope.values})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            _token, secret = make_token(
                name=said["name"],
                scopes=said["scopes"],
                person=person_of(request),
                expires_on=said["expires_on"],
            )
        except TokenRefused as error:
            form.add_error("expires_on" if said["expires_on"] else "name", str(error))
        else:
            request.session[_SHOWN_ONCE] = secret
            return redirect("desk:machines")
    context = {
        "form": form,
        "tokens": [(one, [str(Scope(scope).label) for scope in one.scopes]) for one in tokens()],
        "webhooks": webhooks(),
        "secret": request.session.pop(_SHOWN_ONCE, None) if request.method == "GET" else None,
    }
    return render(request, "desk/machines.html", context, status=422 if form.is_bound else 200)


def row_in(request: HttpRequest, name: str) -> int:
    """The row that a form names; what is no number names none."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else 0


@staff_only
@post_only("desk:machines")
def revoke(request: HttpRequest) -> HttpResponse:
    insist_on_machine_keepers(request.user)
    token = get_object_or_404(Token, pk=row_in(request, "token"))
    revoke_token(token=token, actor=person_of(request).actor)
    messages.success(request, _("The token of %(name)s opens nothing any more.") % {"name": token.name})
    return redirect("desk:machines")
