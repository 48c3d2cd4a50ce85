"""Are these the words? Anyone may paste a sentence or an article; nothing of it is kept."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dragoman.archive.quote_check_page import shown
from dragoman.search.numbers import number_in
from dragoman.search.quotes.article import check_text, example
from dragoman.search.quotes.lines import Line
from dragoman.search.quotes.request import MOST_CHARACTERS, MOST_QUOTATIONS, Request, TooMuch
from dragoman.search.quotes.results import Report
from dragoman.search.quotes.terms import NotIndexed
from dragoman.search.quotes.turns import Busy, turn
from dragoman.search.quotes.wording import overlooked, refused
from dragoman.ui.wording import decimal, reader_language

_LINKABLE = 500
"""Characters that still make an address worth sending."""


class _Form(forms.Form):
    q = forms.CharField(required=False)
    speaker = forms.CharField(required=False, max_length=200)
    number = forms.CharField(required=False, max_length=40)

    def clean_number(self) -> int | None:
        text = self.cleaned_data["number"].strip()
        if not text:
            return None
        asked = number_in(text)
        if asked is None:
            raise forms.ValidationError(_("Write a clip's number, such as 11045, or leave this empty."))
        return asked.number


@csrf_exempt  # it changes nothing and asks nobody who they are: nothing to forge, and no cookie to set
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    form = _Form(request.POST if request.method == "POST" else request.GET)
    is_asked = request.method == "POST" or "q" in request.GET
    if not is_asked:
        return _page(request, form)
    if not form.is_valid():
        problem = " ".join(str(one) for errors in form.errors.values() for one in errors)
        return _page(request, form, error=problem, status=422)
    asked = Request(form.cleaned_data["q"].strip(), form.cleaned_data["speaker"], form.cleaned_data["number"])
    if not asked.text:
        return _page(request, form, error=_("Paste the words to check."), status=422)
    try:
        with turn(len(asked.text)):
            report = check_text(asked, reader_language())
    except TooMuch:
        return _page(request, form, error=refused(is_too_long=True), status=413)
    except NotIndexed:
        return _page(request, form, error=refused(), status=503)
    except Busy:
        return _page(request, form, error=_("Other articles are being checked. Try again."), status=503)
    return _page(request, form, report=report)


def _page(
    request: HttpRequest, form: _Form, *, report: Report | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    text = str(form["q"].value() or "")
    context = {
        "text": text[:MOST_CHARACTERS],
        "speaker": form["speaker"].value() or "",
        "number": form["number"].value() or "",
        "error": error,
        "report": report,
        "results": shown(report) if report else (),
        "overlooked": overlooked(report) if report else "",
        "example": _example() if not report and not error else None,
        "most": decimal(MOST_CHARACTERS),
        "most_quotations": MOST_QUOTATIONS,
        "is_linkable": bool(report) and request.method == "POST" and len(text) <= _LINKABLE,
    }
    response = render(request, "archive/quote_check.html", context, status=status)
    response.headers["Cache-Control"] = "no-store" if request.method == "POST" else "no-cache"
    response.headers["Referrer-Policy"] = "same-origin"  # what somebody checks is nobody else's business
    if report or error:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _example() -> Line | None:
    try:
        return example()
    except NotIndexed:
        return None
