"""From an endpoint's value to bytes with a validator."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from dragoman.api.problems import opened
from dragoman.api.rest.endpoint import Endpoint, Listed
from dragoman.lib.hashing import digest


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes
    next_url: str = ""


def written(endpoint: Endpoint, found: object, chosen: frozenset[str], request: HttpRequest) -> Answer:
    """The value as JSON, with the chosen fields alone where any were chosen."""
    if not isinstance(found, Listed):
        return Answer(msgspec.json.encode(_narrowed(found, chosen)))
    next_url = _next(request, found.cursor) if found.cursor else ""
    items = [_narrowed(item, chosen) for item in found.items]
    return Answer(msgspec.json.encode({"items": items, "next": next_url or None}), next_url)


def json_response(
    request: HttpRequest, answer: Answer, content_type: str = "application/json"
) -> HttpResponse:
    """The answer, or 304 for whoever has it; the next page is named in a header too."""
    etag = f'"{digest(answer.body)[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponse):
        response = HttpResponse(answer.body, content_type=content_type)
    response.headers["ETag"] = etag
    if answer.next_url:
        response.headers["Link"] = f'<{answer.next_url}>; rel="next"'
    return opened(response)


def _narrowed(value: object, chosen: frozenset[str]) -> object:
    if not chosen:
        return value
    return {name: item for name, item in msgspec.to_builtins(value).items() if name in chosen}


def _next(request: HttpRequest, cursor: str) -> str:
    asked = {**request.GET.dict(), "cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(asked)}"
