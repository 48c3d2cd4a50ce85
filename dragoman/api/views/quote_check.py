"""``/api/v1/quote-check``: POST ``{"text", "speaker", "number"}`` or GET ``?text=`` for one sentence.

Open to pages of other sites, since it reads only what is public. Errors are problems (RFC 9457).
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from dragoman.api.callers import admit
from dragoman.api.problems import Refused, problem
from dragoman.api.views.rest import counted
from dragoman.machines.terms import Scope
from dragoman.search.quotes.article import check_text
from dragoman.search.quotes.plain import report_json
from dragoman.search.quotes.request import MOST_CHARACTERS, Request, TooMuch
from dragoman.search.quotes.terms import NotIndexed
from dragoman.search.quotes.turns import Busy, turn

_MOST_BYTES = MOST_CHARACTERS * 8
_MOST_IN_ADDRESS = 2_000
_HIGHEST = 10**10


class _BadRequest(Exception):
    """A sentence that says what to send instead."""


@csrf_exempt  # it changes nothing and asks nobody who they are
def check(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return _opened(HttpResponse(status=204))
    if request.method not in {"GET", "HEAD", "POST"}:
        return _problem(405, "Send a text by POST, or ask for a sentence by GET.")
    try:
        taken = admit(request, Scope.CHECK)
        asked = _posted(request) if request.method == "POST" else _in_address(request)
        with turn(len(asked.text)):
            report = check_text(asked)
    except Refused as refused:
        return _opened(problem(refused))
    except _BadRequest as error:
        return _problem(400, str(error))
    except TooMuch:
        return _problem(413, f"Send at most {MOST_CHARACTERS} characters at once.")
    except NotIndexed:
        return _problem(503, "The index of quotations is being made. Try again in a few minutes.")
    except Busy:
        return _problem(503, "Other articles are being checked. Try again.")
    told = JsonResponse(report_json(report), json_dumps_params={"ensure_ascii": False})
    return _opened(counted(told, taken))


def _posted(request: HttpRequest) -> Request:
    if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
        raise TooMuch
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise _BadRequest('Send a JSON object: {"text": "…"}.') from error
    if not isinstance(sent, dict):
        raise _BadRequest('Send a JSON object: {"text": "…"}.')
    return _request(sent.get("text"), sent.get("speaker", ""), sent.get("number"))


def _in_address(request: HttpRequest) -> Request:
    text, written = request.GET.get("text", ""), request.GET.get("number", "")
    if len(text) > _MOST_IN_ADDRESS:
        raise _BadRequest("Send a text this long by POST.")
    if written and not (written.isascii() and written.isdigit()):
        raise _BadRequest("“number” is a clip's number, in digits.")
    return _request(text, request.GET.get("speaker", ""), int(written[:11]) if written else None)


def _request(text: Any, speaker: Any, number: Any) -> Request:  # Any: whatever was sent
    if not isinstance(text, str) or not text.strip():
        raise _BadRequest("Send the words to check as “text”.")
    if not isinstance(speaker, str) or len(speaker) > 200:
        raise _BadRequest("“speaker” is a name of at most 200 characters.")
    if number is not None and (type(number) is not int or not 0 < number < _HIGHEST):
        raise _BadRequest("“number” is a clip's number.")
    return Request(text, speaker, number)


def _problem(status: int, detail: str) -> HttpResponse:
    titles = {400: "Bad request", 405: "Method not allowed", 413: "Too much text", 503: "Not now"}
    response = problem(Refused(status, detail, titles[status]))
    if status == 503:
        response.headers["Retry-After"] = "60"
    if status == 405:
        response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    return _opened(response)


def _opened(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Cache-Control"] = "no-store"
    return response
