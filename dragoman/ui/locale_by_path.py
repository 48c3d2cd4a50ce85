"""The language of a page comes from its address alone, and its headers say so."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LocaleByPath(LocaleMiddleware):
    """Django's own, without ``Vary: Accept-Language``: what a reader's browser prefers changes nothing here.

    With that header a cache between us and the readers would keep one copy for each browser's list of languages.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response
