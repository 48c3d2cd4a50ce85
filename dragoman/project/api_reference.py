"""The reference page of the API, made from the same rows as its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.api.rest.openapi import openapi
from dragoman.project.api_prose import BEFORE

Json = dict[str, Any]  # Any: JSON


def page() -> str:
    document = openapi("https://archive.example", "Dragoman")
    parts = [BEFORE, "## Addresses", *_operations(document), "## Values", *_values(document)]
    return "\n\n".join(parts) + "\n"


def _operations(document: Json) -> Iterator[str]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield f"### {method.upper()} /api/v1{path}"
            yield operation["summary"]
            if operation.get("parameters"):
                rows = [_asked(one) for one in operation["parameters"]]
                yield "\n".join(["| parameter | in | value | |", "|---|---|---|---|", *rows])
            yield f"Answers {_answered(operation)}. Problems: {_problems(operation)}."


def _asked(parameter: Json) -> str:
    schema = parameter["schema"]
    if parameter["name"] == "fields":
        schema = {"type": "names"}
    default = f" ({schema['default']} if left out)" if "default" in schema else ""
    told = parameter.get("description", "") + default
    return f"| `{parameter['name']}` | {parameter['in']} | {_kind(schema)} | {told} |"


def _answered(operation: Json) -> str:
    [content] = operation["responses"]["200"]["content"].items()
    return f"{_kind(content[1]['schema'])} as `{content[0]}`"


def _problems(operation: Json) -> str:
    return ", ".join(status for status in operation["responses"] if int(status) >= 400) or "none"


def _values(document: Json) -> Iterator[str]:
    for name, schema in document["components"]["schemas"].items():
        yield f"### {name}"
        if schema.get("description"):
            yield schema["description"]
        rows = [
            f"| `{field}` | {_kind(kind)} | {kind.get('description', '')} |"
            for field, kind in schema.get("properties", {}).items()
        ]
        yield "\n".join(["| field | value | |", "|---|---|---|", *rows])


def _kind(schema: Json) -> str:
    """``list of Sentence``, ``date or null``, ``whole number``."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    kinds = schema.get("type", "anything")
    if isinstance(kinds, list):
        return " or ".join(_kind({**schema, "type": one}) for one in kinds)
    if kinds == "array" and "prefixItems" in schema:
        return f"{len(schema['prefixItems'])} of {_kind(schema['prefixItems'][0])}"
    if kinds == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    names = {"string": schema.get("format", "text"), "integer": "whole number", "boolean": "true or false"}
    return str(names.get(kinds, kinds))
