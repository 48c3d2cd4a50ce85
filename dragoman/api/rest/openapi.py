"""The API described by OpenAPI 3.1, from the rows of the table: what is not in the code is not in the document."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import lru_cache
from http import HTTPStatus
from typing import Any, get_type_hints

import msgspec
from django.conf import settings

from dragoman.api.rest.endpoint import Endpoint
from dragoman.api.rest.other import EVERYWHERE, OTHER_PATHS, OTHER_SCHEMAS, OTHER_STATUSES
from dragoman.api.rest.table import ENDPOINTS
from dragoman.api.rest.values.named import Problem
from dragoman.machines.events import WebhookCall
from dragoman.machines.terms import Event

Json = dict[str, Any]  # Any: JSON

_ABOUT = (
    "What is published in this archive: clips, their editions, every sentence in the original and in translation, "
    "and every correction. Reading needs no account. Lists go by cursor; every answer has an ETag; problems are "
    "told as in RFC 9457; times are UTC, positions are whole milliseconds of the clip."
)
_REF = "#/components/schemas/{name}"


@lru_cache(maxsize=4)
def document(site_url: str, site_name: str) -> bytes:
    return msgspec.json.encode(openapi(site_url, site_name))


def openapi(site_url: str = "", site_name: str = "Dragoman") -> Json:
    """The whole document. The site stands in it as the server that is asked."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site_name} API",
            "version": "1",
            "description": _ABOUT,
        },
        "servers": [{"url": f"{site_url or settings.SITE_URL}/api/v1"}],
        "tags": [{"name": name} for name in dict.fromkeys(one.tag for one in ENDPOINTS)],
        "paths": {
            **{f"/{one.path}": {"get": _operation(one)} for one in ENDPOINTS},
            **OTHER_PATHS,
        },
        "webhooks": {str(event): {"post": _told(event)} for event in Event},
        "security": [{}, {"token": []}],
        "components": {
            "schemas": _schemas(),
            "headers": _HEADERS,
            "responses": _problems(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token from the desk: it allows more.",
                }
            },
        },
    }


def parameters(endpoint: Endpoint) -> list[Json]:
    hints = get_type_hints(endpoint.asked, include_extras=True)
    return [
        _parameter(endpoint, one.name, hints[one.name], one.default is not MISSING, one.default)
        for one in fields(endpoint.asked)
    ]


def _operation(endpoint: Endpoint) -> Json:
    answered: Json = {"$ref": _REF.format(name=endpoint.answers.__name__)}
    if endpoint.is_list:
        answered = {"$ref": _REF.format(name=_list_name(endpoint.answers))}
    ok: Json = {
        "description": "OK",
        "headers": {
            name: {"$ref": f"#/components/headers/{name}"}
            for name in ("ETag", "RateLimit", "RateLimit-Policy")
        },
        "content": {"application/json": {"schema": answered}},
    }
    if endpoint.is_list:
        ok["headers"]["Link"] = {"$ref": "#/components/headers/Link"}
    return {
        "operationId": endpoint.name,
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": parameters(endpoint),
        "responses": {
            "200": ok,
            "304": {"description": "Nothing changed since the ETag that was sent."},
            **{
                str(status): {"$ref": f"#/components/responses/{status}"}
                for status in sorted({*endpoint.statuses, *EVERYWHERE})
            },
        },
    }


def _told(event: Event) -> Json:
    """What we send when it happens to whoever asked for it at the desk."""
    return {
        "operationId": f"hear{event.name.title()}",
        "tags": ["webhooks"],
        "summary": f"{event}: sent to whoever asked for it at the desk.",
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": _REF.format(name=WebhookCall.__name__)}}}
        },
        "responses": {"2XX": {"description": "Received. Anything else is tried again."}},
    }


def _parameter(endpoint: Endpoint, name: str, hint: Any, has_default: bool, default: Any) -> Json:
    schema = dict(msgspec.json.schema(hint))
    description = schema.pop("description", "")
    if isinstance(schema.get("anyOf"), list):
        # A parameter that is left out is null to us; nobody can write null into an address.
        [only] = [dict(one) for one in schema["anyOf"] if one != {"type": "null"}]
        schema = only
    if None in schema.get("enum", ()):
        schema["enum"] = [one for one in schema["enum"] if one is not None]
    if has_default and default not in (None, ""):
        schema["default"] = default
    is_path = name in endpoint.path_names
    if name == "fields":
        schema = {"type": "array", "minItems": 1, "items": {"enum": list(endpoint.field_names)}}
    described = {"description": description} if description else {}
    return {
        "name": name,
        "in": "path" if is_path else "query",
        "required": is_path,
        **described,
        **({"style": "form", "explode": False} if name == "fields" else {}),
        "schema": schema,
    }


def _schemas() -> Json:
    answered = list(dict.fromkeys(one.answers for one in ENDPOINTS))
    _, components = msgspec.json.schema_components([*answered, WebhookCall, Problem], ref_template=_REF)
    for one in answered:
        # ``fields=`` may leave any of them out.
        components[one.__name__].pop("required", None)
    listed = dict.fromkeys(one.answers for one in ENDPOINTS if one.is_list)
    return {**components, **{_list_name(one): _list_schema(one) for one in listed}, **OTHER_SCHEMAS}


def _list_name(answers: type) -> str:
    return f"ListOf{answers.__name__}"


def _list_schema(answers: type) -> Json:
    return {
        "type": "object",
        "description": "A page of a list.",
        "properties": {
            "items": {"type": "array", "items": {"$ref": _REF.format(name=answers.__name__)}},
            "next": {
                "description": "The address of the next page; null on the last.",
                "anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}],
            },
        },
        "required": ["items", "next"],
    }


_HEADERS: Json = {
    "ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}},
    "RateLimit": {"description": "What is left, and for how many seconds.", "schema": {"type": "string"}},
    "RateLimit-Policy": {"description": "How many questions a minute.", "schema": {"type": "string"}},
    "Link": {"description": "The next page, as rel=next.", "schema": {"type": "string"}},
}


def _problems() -> Json:
    told = {
        400: "The question can't be read.",
        404: "Nothing is published there.",
        401: "The token does not hold.",
        403: "The token is not for this.",
        410: "It was withdrawn.",
        413: "Too much text.",
        503: "Not now.",
    }
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}
    statuses = sorted(
        {*OTHER_STATUSES, *EVERYWHERE, *(status for one in ENDPOINTS for status in one.statuses)}
    )
    return {
        str(status): {"description": told.get(status, HTTPStatus(status).phrase), "content": content}
        for status in statuses
    }
