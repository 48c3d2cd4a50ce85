"""Links by which people outside read a clip before it is published."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dragoman.accounts.selectors import names_of
from dragoman.desk.access import person_of, post_only, staff_only
from dragoman.desk.forms.publication import PreviewForm
from dragoman.desk.views.publication import publication_for_editors
from dragoman.publications import rules
from dragoman.publications.errors import IllegalTransition, NotPublishable
from dragoman.publications.links import preview_path
from dragoman.publications.models import PreviewLink, Publication
from dragoman.publications.previews import links_of, make_preview, revoke_preview


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def previews(request: HttpRequest, pk: int) -> HttpResponse:
    """Every link that was made, and a form for another. A new link is shown once, on the answer to its form."""
    publication = publication_for_editors(request, pk)
    form, address, problem = PreviewForm(request.POST if request.method == "POST" else None), "", ""
    if form.is_bound and form.is_valid():
        try:
            made = make_preview(publication=publication, actor=person_of(request).actor, **form.cleaned_data)
        except (NotPublishable, IllegalTransition) as error:
            problem = str(error)
        else:
            address, form = settings.SITE_URL + preview_path(made.token), PreviewForm()
    return _page(request, publication, form, address, problem)


@staff_only
@post_only("desk:previews")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    publication = publication_for_editors(request, pk)
    asked = request.POST.get("link", "")
    key = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    link = get_object_or_404(PreviewLink, pk=key, publication=publication)
    revoke_preview(link=link, actor=person_of(request).actor)
    messages.success(request, _("The link for %(name)s opens nothing any more.") % {"name": link.name})
    return redirect("desk:previews", pk=pk)


def _page(
    request: HttpRequest, publication: Publication, form: PreviewForm, address: str, problem: str
) -> HttpResponse:
    links = list(links_of(publication).prefetch_related("uses"))
    names = names_of(link.made_by for link in links)
    now = datetime.now(UTC)
    context = {
        "clip": publication.clip,
        "publication": publication,
        "form": form,
        "address": address,
        "problem": problem,
        "may_make": rules.can_preview(request.user, publication),
        "links": [
            {
                "link": link,
                "made_by": names.get(link.made_by, ""),
                "is_open": link.revoked_at is None and link.expires_at > now,
                "uses": list(link.uses.all())[:10],
            }
            for link in links
        ],
    }
    is_wrong = bool(problem) or (form.is_bound and not form.is_valid())
    return render(request, "desk/previews.html", context, status=422 if is_wrong else 200)
