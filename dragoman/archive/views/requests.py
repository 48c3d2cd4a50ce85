"""Asking the desk for something: which road, the form of that road, and what happens next."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.aired import source_in_words
from dragoman.archive.arriving import Arrived, ArrivingHandler, WaitingFile, waiting_files
from dragoman.archive.forms.enquiry import EnquiryForm
from dragoman.archive.forms.reader import begun
from dragoman.archive.views.report import network_of
from dragoman.archive.work import BITS, is_done
from dragoman.enquiries.enclosing import MOST_FILES, check_file
from dragoman.enquiries.errors import EnquiryRefused, FileRefused
from dragoman.enquiries.file_kinds import ENDINGS
from dragoman.enquiries.rules import days_for
from dragoman.enquiries.services.receiving import Arrival, receive_enquiry
from dragoman.enquiries.terms import Kind, Sector
from dragoman.lib.hashing import digest
from dragoman.publications import selectors
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import file_path
from dragoman.publications.page import PublishedClip
from dragoman.ui.languages import prefix
from dragoman.ui.wording import reader_language

_REFERENCE = re.compile(r"[RL]-\d{4}-\d{6,9}", re.ASCII)
_FORM_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)
_FORM_BYTES = 300_000


# The requester has no session that a forged form could use, so no cookie is set for them.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    sector, kind = request.GET.get("sector", ""), request.GET.get("kind", "")
    clip = _clip(request)
    if sector not in Sector.values or kind not in Kind.values:
        return _chooser(request, sector, kind, clip)
    if request.method != "POST":
        return _page(request, EnquiryForm(sector, kind, initial=_initial(request, clip)), clip)
    if int(request.META.get("CONTENT_LENGTH") or 0) > _most_bytes():
        form = EnquiryForm(sector, kind)
        return _page(request, form, clip, problem=_too_much(), status=413)
    handler = ArrivingHandler(request)
    handlers: list[FileUploadHandler] = [handler]
    request.upload_handlers = handlers
    return _posted(request, EnquiryForm(sector, kind, request.POST), clip, handler)


def _initial(request: HttpRequest, clip: PublishedClip | None) -> dict[str, object]:
    return {
        "clip": str(clip.content.number) if clip else request.GET.get("clip", "")[:500],
        "topic": request.GET.get("topic", "")[:200],
        "wanted": ["video", "subtitles"],
    }


def _posted(
    request: HttpRequest, form: EnquiryForm, clip: PublishedClip | None, handler: ArrivingHandler
) -> HttpResponse:
    came = [one.waiting for one in request.FILES.getlist("files") if isinstance(one, Arrived)]
    files, refused = _checked([*waiting_files(request.POST.getlist("kept")), *came])
    refused = [*handler.refusals, *refused]
    problem = ""
    if form.is_valid() and not refused:
        asked = form.asked(clip.content.number if clip else None)
        key = request.POST.get("key", "")
        content = digest(repr(asked).encode("utf-8", "replace"))
        arrival = Arrival(
            form=f"{key}|{content}" if _FORM_KEY.fullmatch(key) else "",
            address=network_of(request),
            is_worked=is_done(request.POST.get("began", ""), request.POST.get("work", "")),
            files=[one.arrived for one in files],
        )
        try:
            made = receive_enquiry(asked=asked, arrival=arrival)
        except EnquiryRefused as error:
            problem = str(error)
        else:
            for one in files:
                one.discard()
            query = urlencode({"reference": made.reference, "to": "" if made.verified_at else "confirm"})
            return HttpResponseRedirect(f"{prefix(reader_language())}/requests/sent?{query}")
    return _page(request, form, clip, problem=problem, files=files, refused=refused, status=422)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next; the page is the same for everybody and says nothing of any request."""
    reference = request.GET.get("reference", "")
    if not _REFERENCE.fullmatch(reference):
        raise Http404("There is no such reference.")
    context = {"reference": reference, "is_to_be_confirmed": request.GET.get("to") == "confirm"}
    return private(render(request, "archive/request_sent.html", context))


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, and its address told to nobody."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _chooser(request: HttpRequest, sector: str, kind: str, clip: PublishedClip | None) -> HttpResponse:
    context = {
        "kinds": _choices(Kind, kind or (Kind.CLIP if clip else ""), _hints()),
        "sectors": _choices(Sector, sector, {}),
        "clip": clip,
        "topic": request.GET.get("topic", "")[:200],
        "clip_number": clip.content.number if clip else "",
        "safer_contact": settings.SAFER_CONTACT,
        "is_half": bool(sector or kind) and "go" in request.GET,
    }
    return private(render(request, "archive/request_choose.html", context))


def _choices(of: type[Kind | Sector], chosen: str, hints: dict[str, str]) -> list[tuple[str, Any, str, bool]]:
    return [(one.value, one.label, hints.get(one.value, ""), one.value == chosen) for one in of]


def _hints() -> dict[str, str]:
    return {
        Kind.CLIP: _("the file, subtitles or transcript"),
        Kind.RESEARCH: _("a question across broadcasts"),
        Kind.CONSULT: _("a call or a written answer"),
        Kind.INTERVIEW: _("on air or on the record"),
    }


def _page(
    request: HttpRequest,
    form: EnquiryForm,
    clip: PublishedClip | None,
    *,
    problem: str = "",
    files: list[WaitingFile] | None = None,
    refused: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    key = request.POST.get("key", "") if status == 422 else ""
    context = {
        "form": form,
        "problem": problem,
        "files": files or [],
        "refused": refused or [],
        "kind_label": Kind(form.kind).label,
        "sector_label": Sector(form.sector).label,
        "is_media": form.sector == Sector.MEDIA,
        "questions": [(one, form[one.name]) for one in form.questions],
        "days": days_for(form.sector),
        "months": settings.ENQUIRY_MONTHS,
        "began": begun(),
        "bits": BITS,
        "key": key if _FORM_KEY.fullmatch(key) else secrets.token_hex(16),
        "picked": _picked(clip),
        "most_files": MOST_FILES,
        "most_mb": settings.ENQUIRY_FILE_MAX_BYTES // 2**20,
        "endings": ",".join(f".{one}" for one in ENDINGS.values()),
        "safer_contact": settings.SAFER_CONTACT,
    }
    return private(render(request, "archive/request_form.html", context, status=status))


def _picked(clip: PublishedClip | None) -> dict[str, object] | None:
    if clip is None:
        return None
    content = clip.content
    return {
        "number": content.number,
        "title": content.title,
        "language": content.language,
        "source": source_in_words(content.sources[0]) if content.sources else "",
        "duration_ms": content.duration_ms,
        "poster": file_path(content.number, "poster.jpg") if "poster.jpg" in clip.files else "",
    }


def _clip(request: HttpRequest) -> PublishedClip | None:
    """Only what is published: any other number is as good as one that does not exist."""
    said = request.GET.get("clip", "").strip().lstrip("#")
    if not said.isascii() or not said.isdigit() or len(said) > 12:
        return None
    with suppress(NoSuchNumber):
        found = selectors.published_clip(int(said))
        return found if isinstance(found, PublishedClip) else None
    return None


def _checked(files: list[WaitingFile]) -> tuple[list[WaitingFile], list[str]]:
    good, refused = [], []
    for one in files[:MOST_FILES]:
        try:
            check_file(one.arrived)
        except FileRefused as error:
            refused.append(str(error))
            one.discard()
        else:
            good.append(one)
    if len(files) > MOST_FILES:
        refused.append(_("At most %(most)s files can come along.") % {"most": MOST_FILES})
    return good, refused


def _most_bytes() -> int:
    """Room for files that are somewhat too large, so that the form comes back with its words."""
    return 3 * MOST_FILES * int(settings.ENQUIRY_FILE_MAX_BYTES) + _FORM_BYTES


def _too_much() -> str:
    return _("What was sent is far too large. Send at most %(most)s files of %(size)s MB each.") % {
        "most": MOST_FILES,
        "size": settings.ENQUIRY_FILE_MAX_BYTES // 2**20,
    }
