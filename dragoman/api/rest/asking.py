"""From an address to the value that an endpoint takes. What can't be read is refused with what to ask instead."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.http import QueryDict

from dragoman.api.problems import Refused
from dragoman.api.rest.endpoint import Endpoint


def read_asked(endpoint: Endpoint, path: Mapping[str, str], query: QueryDict) -> object:
    """The endpoint's ``asked``. Raises ``Refused``: 404 for an address that leads nowhere, 400 for a bad question."""
    asked = {**_parameters(endpoint, query), **path}
    try:
        return msgspec.convert(asked, endpoint.asked, strict=False)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$.")
        name = place.rstrip("`").partition("[")[0]
        if name in path:
            raise _nowhere(name, path[name]) from error
        raise Refused(400, f"“{name}”: {_in_words(message)}") from error


def chosen_fields(endpoint: Endpoint, asked: object) -> frozenset[str]:
    """The fields asked for; none means all. Raises ``Refused`` for one that is not in the answer."""
    wanted = [name.strip() for name in getattr(asked, "fields", "").split(",") if name.strip()]
    unknown = [name for name in wanted if name not in endpoint.field_names]
    if unknown:
        raise Refused(400, f"“fields”: choose from {', '.join(endpoint.field_names)}.")
    return frozenset(wanted)


def _parameters(endpoint: Endpoint, query: QueryDict) -> dict[str, str]:
    for name in query:
        if name not in endpoint.query_names:
            raise Refused(400, f"“{name[:40]}” can't be asked here: choose from {_names(endpoint)}.")
        if len(query.getlist(name)) > 1:
            raise Refused(400, f"“{name}” is given more than once.")
        if name == "fields" and query.getlist(name)[0].strip(", ") == "":
            raise Refused(400, "“fields” names none: leave it out for all of them.")
        if query[name] == "null" and name in endpoint.nullable_names:
            raise Refused(400, f"“{name}” is null: leave it out.")
    return {name: _plain(name, value) for name, value in query.items() if isinstance(value, str)}


def _plain(name: str, value: str) -> str:
    if "\0" in value:
        raise Refused(400, f"“{name}” holds a character that no text has.")
    return value


def _names(endpoint: Endpoint) -> str:
    return ", ".join(endpoint.query_names)


def _nowhere(name: str, value: str) -> Refused:
    if name == "number":
        return Refused(404, f"Number {value[:20]} is not published.")
    return Refused(404, "There is nothing at this address.")


def _in_words(message: str) -> str:
    return message.replace("`", "“", 1).replace("`", "”", 1).replace("`", "“", 1).replace("`", "”", 1) + "."
