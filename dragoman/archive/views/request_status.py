"""The requester's own page: where it stands, the thread, the files, the ways out. Whoever has its address may."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.archive.forms.used import UsedForm
from dragoman.archive.views.report import network_of
from dragoman.archive.views.requests import private
from dragoman.corrections.errors import UseRefused
from dragoman.corrections.terms import UseKind
from dragoman.corrections.uses import ToldUse, tell_use
from dragoman.enquiries.errors import EnquiryRefused, IllegalStep
from dragoman.enquiries.letters import moment_in_words
from dragoman.enquiries.models import Enquiry, EnquiryClip
from dragoman.enquiries.roads import told
from dragoman.enquiries.selectors import enquiry_at, export_of
from dragoman.enquiries.services.delivering import is_open
from dragoman.enquiries.services.forgetting import erase as erase_enquiry
from dragoman.enquiries.services.moving import withdraw
from dragoman.enquiries.services.receiving import confirm_enquiry
from dragoman.enquiries.services.talking import SILENT, Reply, take_reply
from dragoman.enquiries.terms import TAKEN_BACK_FROM, ProposalState, Sector, State
from dragoman.enquiries.tokens import CONFIRM, FILES, STATUS, is_token, token_of
from dragoman.publications.links import clip_path
from dragoman.publications.rules import readable
from dragoman.ui.languages import prefix
from dragoman.ui.wording import reader_language

_USES = {
    Sector.MEDIA: UseKind.JOURNALISM,
    Sector.GOVERNMENT: UseKind.GOVERNMENT,
    Sector.ACADEMIA: UseKind.RESEARCH,
}
Answer = tuple[str, str]
"""What to say above the page: a code for what was done, or words for why it was not."""


@csrf_exempt  # the address is the proof; there is no session to abuse
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, token: str) -> HttpResponse:
    enquiry = _found(token)
    problem, kept = "", ""
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("act", ""))
        try:
            done = act(request, enquiry) if act else ""
        except (EnquiryRefused, UseRefused) as error:
            problem, kept = str(error), request.POST.get("text", "")
        except IllegalStep:
            problem = _("It has moved on meanwhile: look where it stands now.")
        else:
            return HttpResponseRedirect(f"{_path(enquiry)}?done={done}#said")
        enquiry = _found(token)
    context = _context(enquiry) | {"problem": problem, "kept": kept, "done": request.GET.get("done", "")}
    return private(render(request, "archive/request_status.html", context, status=422 if problem else 200))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """A button: programs that look into letters follow links, and must confirm nothing."""
    enquiry = _found(token)
    if not is_token(CONFIRM, enquiry.nonce, code):
        raise Http404("There is no such request.")
    if request.method == "POST":
        confirm_enquiry(enquiry=enquiry)
        return HttpResponseRedirect(f"{_path(enquiry)}?done=confirmed#said")
    if enquiry.state != State.RECEIVED:
        return HttpResponseRedirect(_path(enquiry))
    return private(render(request, "archive/request_confirm.html", {"enquiry": enquiry}))


@require_safe
def export(request: HttpRequest, token: str) -> HttpResponse:
    enquiry = _found(token)
    body = json.dumps(export_of(enquiry), ensure_ascii=False, indent=1)
    response = HttpResponse(body, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{enquiry.reference}.json"'
    return private(response)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Asked once more, since it can't be undone."""
    enquiry = _found(token)
    if request.method == "POST":
        erase_enquiry(enquiry=enquiry, now=datetime.now(UTC))
        return HttpResponseRedirect(f"{_path(enquiry)}?done=erased#said")
    return private(
        render(request, "archive/request_erase.html", {"enquiry": enquiry, "path": _path(enquiry)})
    )


def _found(token: str) -> Enquiry:
    found = enquiry_at(token)
    if found is None:
        raise Http404("There is no such request.")
    return found


def _path(enquiry: Enquiry) -> str:
    return f"{prefix(reader_language())}/requests/{token_of(STATUS, enquiry.nonce)}"


def _reply(request: HttpRequest, enquiry: Enquiry) -> str:
    text = request.POST.get("text", "").strip()
    if not text:
        raise EnquiryRefused(_("Write something first."))
    key = request.POST.get("key", "")[:64]
    if take_reply(enquiry=enquiry, reply=Reply(text, key=f"form:{key}" if key else "")) is None:
        raise EnquiryRefused(_("Nothing can be written here at present."))
    return "replied"


def _withdraw(request: HttpRequest, enquiry: Enquiry) -> str:
    withdraw(enquiry=enquiry)
    return "withdrawn"


def _used(request: HttpRequest, enquiry: Enquiry) -> str:
    form = UsedForm(request.POST)
    if not form.is_valid():
        raise UseRefused(_("Give the address of the page and its title."))
    said = form.cleaned_data
    link = (
        EnquiryClip.objects.select_related("publication")
        .filter(readable("publication__"), enquiry=enquiry, publication__number=said["number"])
        .first()
    )
    if link is None:
        raise UseRefused(_("Give the address of the page and its title."))
    kind = _USES.get(Sector(enquiry.sector), UseKind.OTHER)
    use = ToldUse(said["address"], said["title"], kind, note=enquiry.reference)
    tell_use(publication=link.publication, told=use, address=network_of(request))
    return "used"


_ACTS: dict[str, Callable[[HttpRequest, Enquiry], str]] = {
    "reply": _reply,
    "withdraw": _withdraw,
    "used": _used,
}


def _context(enquiry: Enquiry) -> dict[str, object]:
    now, language = datetime.now(UTC), reader_language()
    zone = enquiry.deadline_zone
    clips = [
        (
            link.publication.number,
            link.publication.clip.title,
            clip_path(link.publication.number or 0, "", language),
        )
        for link in EnquiryClip.objects.filter(readable("publication__"), enquiry=enquiry).select_related(
            "publication__clip"
        )
    ]
    talks = enquiry.proposals.filter(
        state__in=[ProposalState.ACCEPTED, ProposalState.HELD, ProposalState.CANCELLED]
    ).select_related("expert")
    deliveries = enquiry.deliveries.select_related("publication")
    return {
        "enquiry": enquiry,
        "path": _path(enquiry),
        "told": told(enquiry.sector, enquiry.kind, enquiry.details),
        "deadline": moment_in_words(enquiry.deadline_at, zone, language) if enquiry.deadline_at else "",
        "expected": moment_in_words(enquiry.expected_at, zone, language) if enquiry.expected_at else "",
        "due": moment_in_words(enquiry.due_at, zone, language),
        "steps": [one for one in enquiry.acts.all() if one.after],
        "state_words": {state.value: state.label for state in State},
        "thread": enquiry.messages.prefetch_related("attachments"),
        "clips": clips,
        "deliveries": [
            (one, f"{prefix(language)}/deliveries/{token_of(FILES, one.nonce)}", is_open(one, now))
            for one in deliveries
        ],
        "talks": [(one, moment_in_words(one.starts_at, one.zone, language)) for one in talks],
        "may_write": enquiry.state not in SILENT and not enquiry.forgotten_at,
        "may_withdraw": enquiry.state in TAKEN_BACK_FROM and not enquiry.forgotten_at,
        "may_tell_use": bool(clips) and enquiry.state in {State.DELIVERED, State.CLOSED},
        "is_open": enquiry.state in TAKEN_BACK_FROM,
        "key": secrets.token_hex(16),
    }
