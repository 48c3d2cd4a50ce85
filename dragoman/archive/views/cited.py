"""A reader says where a clip is cited."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dragoman.archive.forms.reader import begun
from dragoman.archive.forms.use import UseForm
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.report import network_of
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections.errors import UseRefused
from dragoman.corrections.uses import tell_use
from dragoman.publications.content import Content
from dragoman.publications.links import cited_path, clip_path
from dragoman.publications.models import Publication
from dragoman.publications.page import Tombstone
from dragoman.ui.wording import reader_language


# The reader has no session that a forged form could use, so no cookie is set for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def cited(request: HttpRequest, number: int) -> HttpResponse:
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    asked = request.GET.get("sentence", "").removeprefix("s")[:16]
    form = UseForm(
        request.POST if request.method == "POST" else None,
        initial={"sentence": f"s{asked}" if asked else "", "kind": "journalism"},
    )
    if form.is_bound and form.is_valid() and _told(request, form, found.content):
        return HttpResponseRedirect(f"{cited_path(number, reader_language())}?told=1")
    context = {
        "form": form,
        "began": begun(),
        "content": found.content,
        "is_told": "told" in request.GET and not form.is_bound,
        "clip_path": clip_path(number, found.slug, reader_language()),
    }
    response = render(request, "archive/cited_form.html", context, status=422 if form.is_bound else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _told(request: HttpRequest, form: UseForm, content: Content) -> bool:
    """False with the reason in the form."""
    told = form.told()
    if told.label and not any(line.label == told.label for line in content.lines):
        form.add_error("sentence", _("This clip has no sentence s%(label)s.") % {"label": told.label})
        return False
    try:
        tell_use(
            publication=Publication.objects.get(number=content.number), told=told, address=network_of(request)
        )
    except UseRefused as error:
        form.add_error(None, str(error))
        return False
    return True
