"""``/api/v1``: each endpoint of the table as a view, the OpenAPI document, and what stands at the root."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from dragoman.api.allowance import Taken
from dragoman.api.callers import admit
from dragoman.api.problems import Refused, opened, problem
from dragoman.api.rest.answering import Answer, json_response, written
from dragoman.api.rest.asking import chosen_fields, read_asked
from dragoman.api.rest.endpoint import Endpoint
from dragoman.api.rest.openapi import document
from dragoman.api.rest.table import ENDPOINTS
from dragoman.imprint.selectors import site_name
from dragoman.machines.terms import Scope

View = Callable[..., HttpResponse]
_ALLOWED = "GET, HEAD, OPTIONS"


def addresses() -> list[URLPattern]:
    """One for each endpoint; parts of a path are taken as they come and read by the endpoint's own rules."""
    return [
        path(f"api/v1/{one.path.replace('{', '<str:').replace('}', '>')}", _view(one), name=one.name)
        for one in ENDPOINTS
    ]


def reading(view: View) -> View:
    """For reading alone; a refusal anywhere inside becomes a problem."""

    @csrf_exempt  # nothing is changed here, and a method that is not allowed is to hear so
    def guarded(request: HttpRequest, **parts: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight(_ALLOWED)
        try:
            if request.method not in {"GET", "HEAD"}:
                raise Refused(405, "This address is for reading.")
            taken = admit(request, Scope.READ)
            response = view(request, **parts)
        except Refused as refused:
            response = problem(refused)
            if refused.status == 405:
                response.headers["Allow"] = _ALLOWED
            return response
        return counted(response, taken)

    return guarded


def counted(response: HttpResponse, taken: Taken) -> HttpResponse:
    """With what is left of the caller's allowance."""
    for name, value in taken.headers.items():
        response.headers[name] = value
    return response


def preflight(methods: str) -> HttpResponse:
    response = opened(HttpResponse(status=204))
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = methods
    response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _view(endpoint: Endpoint) -> View:
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        asked = read_asked(endpoint, parts, request.GET)
        chosen = chosen_fields(endpoint, asked)
        return json_response(request, written(endpoint, endpoint.find(asked), chosen, request))

    return reading(answer)


@reading
def root(request: HttpRequest) -> HttpResponse:
    """What a curious person or program finds at the API's own address."""
    at = f"{settings.SITE_URL}/api/v1"
    told = {
        "name": site_name(),
        "openapi": f"{at}/openapi.json",
        "endpoints": [f"{at}/{one.path}" for one in ENDPOINTS],
    }
    return json_response(request, Answer(msgspec.json.encode(told)))


@reading
def openapi(request: HttpRequest) -> HttpResponse:
    body = document(settings.SITE_URL, site_name())
    return json_response(request, Answer(body), "application/vnd.oai.openapi+json;version=3.1")


@reading
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Refused(404, f"There is nothing at this address: {settings.SITE_URL}/api/v1 says what there is.")
