"""The directory of experts at the desk, and the replies that are given often."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dragoman.desk.access import person_of, staff_only
from dragoman.desk.forms.expert import ExpertForm
from dragoman.desk.views.enquiries import insist_on_answerers
from dragoman.enquiries.errors import EnquiryRefused
from dragoman.enquiries.models import CannedReply, Expert
from dragoman.enquiries.services.listing import enter_expert, keep_reply, remove_expert, set_photo

_MOST_BYTES = 8 * 2**20


class PhotoHandler(MemoryFileUploadHandler):
    """A photograph is small enough to be held; a larger one is not read at all."""

    def handle_raw_input(self, input_data: object, META: object, content_length: int, *rest: object) -> None:  # noqa: N803  Django's own name
        self.activated = content_length <= _MOST_BYTES


@staff_only
@require_http_methods(["GET", "HEAD"])
def expert_list(request: HttpRequest) -> HttpResponse:
    insist_on_answerers(request)
    return render(request, "desk/experts.html", {"experts": Expert.objects.all()})


@csrf_exempt  # the handler must stand before the form is read; the check follows at once
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def expert(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert; row 0 is a new one."""
    insist_on_answerers(request)
    handlers: list[FileUploadHandler] = [PhotoHandler(request)]
    request.upload_handlers = handlers
    return _expert(request, pk)


@csrf_protect
def _expert(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Expert, pk=pk) if pk else None
    form = ExpertForm(request.POST or None, initial=ExpertForm.initial_of(found) if found else {})
    problem, person = "", person_of(request)
    if found and request.POST.get("remove"):
        remove_expert(expert=found, person=person)
        messages.success(request, _("Removed."))
        return redirect("desk:experts")
    if form.is_bound and form.is_valid():
        try:
            made = enter_expert(entry=form.entry(), person=person, expert=found)
            photo = request.FILES.get("photo")
            if photo is not None:
                set_photo(expert=made, picture=photo, person=person)
        except EnquiryRefused as error:
            problem = str(error)
        else:
            messages.success(request, _("Kept."))
            return redirect("desk:expert", pk=made.pk)
    context = {
        "expert": found,
        "form": form,
        "problem": problem,
        "talks": found.proposals.select_related("enquiry")[:50] if found else (),
    }
    return render(request, "desk/expert.html", context, status=422 if form.is_bound else 200)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest) -> HttpResponse:
    insist_on_answerers(request)
    problem = ""
    if request.method == "POST":
        said = request.POST
        language = said.get("language", "")
        try:
            keep_reply(
                title=said.get("title", ""),
                language=language if language in dict(settings.LANGUAGES) else "en",
                text=said.get("text", ""),
                person=person_of(request),
            )
        except EnquiryRefused as error:
            problem = str(error)
        else:
            messages.success(request, _("Kept."))
            return redirect("desk:replies")
    context = {
        "replies": CannedReply.objects.all(),
        "languages": settings.LANGUAGES,
        "problem": problem,
        "kept": request.POST,
    }
    return render(request, "desk/replies.html", context, status=422 if problem else 200)
