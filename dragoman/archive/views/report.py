"""A reader says that something is wrong, and later sees what came of it."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dragoman.archive.forms.reader import begun
from dragoman.archive.forms.report import ReportForm
from dragoman.archive.record import edition_kind
from dragoman.archive.views.clip import published_or_404
from dragoman.archive.views.withdrawn import gone_page
from dragoman.corrections import selectors, services
from dragoman.corrections.errors import AlreadyDecided, ReportRefused
from dragoman.corrections.terms import OPEN
from dragoman.publications.content import Content
from dragoman.publications.links import clip_path
from dragoman.publications.models import Publication
from dragoman.publications.page import Tombstone
from dragoman.ui.languages import prefix
from dragoman.ui.wording import reader_language


# The reader has no session that a forged form could use, so no cookie is set for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: int) -> HttpResponse:
    found = published_or_404(number)
    if isinstance(found, Tombstone):
        return gone_page(request, found)
    asked = request.GET.get("sentence", "").removeprefix("s")[:16]
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={"sentence": f"s{asked}" if asked else "", "problem": "translation"},
    )
    problem = ""
    if form.is_bound and form.is_valid():
        label = form.cleaned_data["sentence"]
        if label and not _has(found.content, label):
            form.add_error("sentence", _no_such_sentence(label))
        else:
            try:
                made = services.report_problem(
                    publication=Publication.objects.get(number=number),
                    told=form.told(),
                    address=network_of(request),
                )
            except ReportRefused as error:
                problem = str(error)
            else:
                return HttpResponseRedirect(f"{prefix(reader_language())}/reports/{made.token}")
    shown = str(form["sentence"].value() or "").removeprefix("s")
    context = {
        "form": form,
        "problem": problem,
        "began": begun(),
        "content": found.content,
        "quoted": _quoted(found.content, shown),
        "clip_path": clip_path(number, found.slug, reader_language()),
    }
    response = render(request, "archive/report.html", context, status=422 if form.is_bound else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt  # whoever has the address may take the report back
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, token: str) -> HttpResponse:
    """What came of a report, for whoever has its address."""
    found = selectors.report_at(token)
    if found is None:
        raise Http404("There is no such report.")
    if request.method == "POST":
        with suppress(AlreadyDecided):  # the page says where it stands
            services.withdraw_report(report=found)
        return HttpResponseRedirect(request.path)
    number = found.publication.number or 0
    context = {
        "report": found,
        "is_open": found.state in OPEN,
        "upheld_as": edition_kind(found.upheld_as) if found.upheld_as else "",
        "clip_path": clip_path(number, "", reader_language()),
    }
    response = render(request, "archive/report_status.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def network_of(request: HttpRequest) -> str:
    """Where a report comes from, seen through our own proxies; of IPv6 the part that one household has."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured):
        return ""
    return str(address) if address.version == 4 else str(ip_network(f"{address}/64", strict=False))


def _has(content: Content, label: str) -> bool:
    return any(line.label == label for line in content.lines) or any(
        one.label == label for track in content.translations for one in track.renderings
    )


def _quoted(content: Content, label: str) -> tuple[tuple[str, str], ...]:
    """(language, words) of a sentence on each side."""
    said = [(line.language, line.text) for line in content.lines if line.label == label and line.text]
    rendered = [
        (track.language, one.text)
        for track in content.translations
        for one in track.renderings
        if (one.label == label or label in one.of) and one.text
    ]
    return (*rendered, *said)


def _no_such_sentence(label: str) -> str:
    return _("This clip has no sentence s%(label)s.") % {"label": label}
