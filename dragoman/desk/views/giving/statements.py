"""Bank statements: looked through first, then taken; and the lines that no reference matches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from dragoman.desk.access import person_of, treasurers_only
from dragoman.desk.forms.giving import StatementForm
from dragoman.giving.models import StatementLine
from dragoman.giving.providers import currencies
from dragoman.giving.selectors import open_lines
from dragoman.giving.services.matching import (
    Read,
    ignore_line,
    look_through,
    match_line,
    promise_for,
    take_statement,
)
from dragoman.giving.statements import camt, table
from dragoman.giving.statements.lines import MOST_BYTES, BadStatement, Credit
from dragoman.giving.terms import NotMatched

_MOST = 200


@csrf_exempt  # only until the upload is in the right hands: the inner view checks the token
@treasurers_only
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest) -> HttpResponseBase:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES + 100_000:
        messages.error(request, _("A statement has at most 5 MiB."))
        return redirect("desk:statement")
    # Nothing of a stranger's upload is read: whoever comes here keeps the gifts.
    request.upload_handlers = [MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request)]
    return _statement(request)


@csrf_protect
def _statement(request: HttpRequest) -> HttpResponse:
    form = StatementForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"currency": currencies()[0]},
    )
    read: Read | None = None
    problem = ""
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload is None:
                raise BadStatement(_("Choose the file that your bank gave you."))
            credits = _credits(upload.read(), form.cleaned_data)
        except BadStatement as error:
            problem = str(error)
        else:
            if request.POST.get("act") == "take":
                read = take_statement(credits=credits, person=person_of(request))
                words = {"new": read.new, "known": read.known, "matched": read.matched}
                messages.success(
                    request,
                    _("%(new)s new lines, %(known)s known before, %(matched)s matched by their reference.")
                    % words,
                )
                return redirect("desk:statement")
            read = look_through(credits=credits)
    context = {"form": form, "read": read, "problem": problem, "lines": open_lines()[:_MOST]}
    return render(request, "desk/giving/statement.html", context, status=422 if problem else 200)


def _credits(data: bytes, said: dict[str, Any]) -> list[Credit]:  # Any: the form's own
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return camt.credits_in(data)
    rows = table.rows_of(data)
    chosen = {field: said[f"column_{field}"] for field in table.FIELDS}
    if chosen["booked_on"] and chosen["amount"]:
        columns = table.Columns(**{field: (at or 0) - 1 for field, at in chosen.items()})
    else:
        columns = table.guessed(rows[0])
    return table.credits_in(rows, columns, said["currency"].upper(), day_first=not said["month_first"])


@treasurers_only
@require_POST
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """By hand: the reference that the payer left out or wrote wrongly."""
    line = get_object_or_404(StatementLine, pk=pk)
    promised = promise_for(request.POST.get("reference", "")[:60])
    try:
        if promised is None:
            raise NotMatched(_("No gift has this reference."))
        gift = match_line(line=line, promised=promised, person=person_of(request))
    except NotMatched as error:
        messages.error(request, str(error))
        return redirect("desk:statement")
    messages.success(request, _("Matched. The receipt is on its way."))
    return redirect("desk:gift", pk=gift.pk)


@treasurers_only
@require_POST
def ignore(request: HttpRequest, pk: int) -> HttpResponse:
    ignore_line(line=get_object_or_404(StatementLine, pk=pk), person=person_of(request))
    return redirect("desk:statement")
