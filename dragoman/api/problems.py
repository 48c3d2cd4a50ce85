"""Refusals as machines read them: problems (RFC 9457), open to pages of other sites like the answers."""

from __future__ import annotations

import json
from http import HTTPStatus

from django.http import HttpResponse

EXPOSED = "ETag, Link, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate"


class Refused(Exception):
    """What was asked can't be answered: a status, and a sentence that says why or what to ask instead."""

    def __init__(
        self, status: int, detail: str, title: str = "", headers: dict[str, str] | None = None, **more: object
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}
        self.title = title or HTTPStatus(status).phrase
        self.more = more


def problem(refused: Refused) -> HttpResponse:
    document = {
        "type": "about:blank",
        "title": refused.title,
        "status": refused.status,
        "detail": refused.detail,
        **refused.more,
    }
    body = json.dumps(document, ensure_ascii=False)
    response = HttpResponse(body, status=refused.status, content_type="application/problem+json")
    for name, value in refused.headers.items():
        response.headers[name] = value
    return opened(response)


def opened(response: HttpResponse) -> HttpResponse:
    """Scripts of any site may read it: it holds only what is public, and no cookie is looked at."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
