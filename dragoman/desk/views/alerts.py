"""Mail for the people of the desk the moment something is published: a search, or a topic."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.bulletins.asking import Asked, ask
from dragoman.bulletins.confirming import wants_of
from dragoman.bulletins.consent import Circumstance, wording
from dragoman.bulletins.links import bulletins_path
from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.naming import want_name
from dragoman.bulletins.terms import BulletinError
from dragoman.desk.access import person_of, staff_only
from dragoman.desk.forms.alerts import AlertForm


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request: HttpRequest) -> HttpResponse:
    """Confirmed by letter like every subscription: an account's address may be anybody's."""
    person = person_of(request)
    form = AlertForm(request.POST if request.method == "POST" else None, address=person.email)
    if form.is_bound and form.is_valid():
        language = get_language() or "en"
        where = Circumstance(request.path, "", language)
        try:
            ask(asked=Asked(person.email, (form.want(),), language=language, where=where))
        except BulletinError as error:
            form.add_error("words", str(error))
        else:
            messages.success(
                request, _("A letter with a button went to %(email)s.") % {"email": person.email}
            )
            return redirect("desk:alerts")
    known = Subscriber.objects.filter(normal=person.email.lower()).first()
    context = {
        "form": form,
        "names": [want_name(want) for want in wants_of(known)] if known else [],
        "email": person.email,
        "find_own_path": bulletins_path("find", get_language() or "en"),
        "wording": wording(),
    }
    return render(request, "desk/alerts.html", context, status=422 if form.is_bound else 200)
