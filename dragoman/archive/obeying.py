"""Legal demands are obeyed at every door at once: what answers 404 for a restricted number answers 451 instead.

No page that has an answer is asked anything more. Where the reader is, only a header says that the setting
``DRAGOMAN_COUNTRY_HEADER`` names, which a proxy of the installation must set and take from everybody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

from dragoman.archive.views.restricted import restricted_file, restricted_page
from dragoman.publications.page import Tombstone
from dragoman.publications.readers import reading_from
from dragoman.publications.selectors import restricted_countries
from dragoman.publications.tombstones import restriction_met

_NOTHING_HERE = frozenset({404, 410})
_PUBLIC = frozenset({"archive", "archive_files", "api"})
_OF_A_CLIP = re.compile(r"(^|/)(clips|c|embed|iiif)/<|^<number")


class Obedience:
    """Middleware; stands after the language is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        country = told_country(request)
        with reading_from(country) if country else nullcontext():
            response = self._get_response(request)
            if response.status_code in _NOTHING_HERE and (told := _restriction(request)):
                answer = _answer(request, told)
                _keep_headers(response, answer)
                response = answer
        if settings.COUNTRY_HEADER:
            patch_vary_headers(response, (settings.COUNTRY_HEADER,))
        return response


def told_country(request: HttpRequest) -> str:
    """Empty where nothing is restricted in it, so that pages are kept once for all those countries."""
    if not settings.COUNTRY_HEADER:
        return ""
    said = request.headers.get(settings.COUNTRY_HEADER, "").strip().upper()
    if len(said) != 2 or not (said.isascii() and said.isalpha()):
        return ""
    return said if said in restricted_countries() else ""


def _restriction(request: HttpRequest) -> Tombstone | None:
    match = request.resolver_match
    if match is None or match.namespace not in _PUBLIC or not _OF_A_CLIP.search(match.route):
        return None
    number = str(match.kwargs.get("number", ""))
    is_number = number.isascii() and number.isdigit() and len(number) < 16
    return restriction_met(int(number)) if is_number else None


def _answer(request: HttpRequest, told: Tombstone) -> HttpResponseBase:
    match = request.resolver_match
    if match is not None and match.namespace == "archive":
        return restricted_page(request, told)
    return restricted_file(told)


def _keep_headers(before: HttpResponseBase, answer: HttpResponseBase) -> None:
    """Of an answer that scripts of other sites may read, the next one may be read by them too."""
    for name in ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Content-Language"):
        if before.has_header(name):
            answer.headers[name] = before.headers[name]
