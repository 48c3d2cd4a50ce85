"""Which language a page is in: a public page's address says so; the desk's says nothing, so there it is asked for."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_request

from dragoman.ui.locale_by_path import LocaleByPath

# Kept for people who work here: in the language they chose, else in their browser's.
_UNADDRESSED = ("/desk/", "/accounts/")


class LanguageMiddleware(LocaleByPath):
    """Public pages never vary with a cookie or a browser: one address, one page."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info.startswith(_UNADDRESSED):
            activate(get_language_from_request(request))
            request.LANGUAGE_CODE = get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(_UNADDRESSED):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return super().process_response(request, response)
