"""The desk's home: what is in hand."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.accounts.rules import can_make_clips
from dragoman.desk.access import staff_only
from dragoman.desk.rundown import read_rundown
from dragoman.enquiries.rules import can_answer
from dragoman.enquiries.selectors import due_now


@staff_only
@require_safe
def rundown(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())[:200]
    found = read_rundown(words)
    context = {
        "rundown": found,
        "words": words,
        "can_make": can_make_clips(request.user),
        "requests_due": due_now(datetime.now(UTC)) if can_answer(request.user) else 0,
    }
    return render(request, "desk/rundown.html", context)
