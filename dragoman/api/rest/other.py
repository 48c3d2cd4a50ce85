"""The part of the OpenAPI document that no row of the table makes: the quote check, which takes a text."""

from __future__ import annotations

from typing import Any

from dragoman.search.quotes.request import MOST_CHARACTERS
from dragoman.search.quotes.terms import Verdict

Json = dict[str, Any]  # Any: JSON

EVERYWHERE = (401, 403, 429)
OTHER_STATUSES = (400, 413, 503, *EVERYWHERE)
_TEXT: Json = {"type": "string"}
_REPORT: Json = {"$ref": "#/components/schemas/QuoteCheck"}


def _responses(*statuses: int) -> Json:
    return {
        "200": {"description": "OK", "content": {"application/json": {"schema": _REPORT}}},
        **{str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses},
    }


OTHER_PATHS: Json = {
    "/quote-check": {
        "get": {
            "operationId": "checkSentence",
            "tags": ["quote check"],
            "summary": "Is one sentence on record?",
            "parameters": [
                {
                    "name": "text",
                    "in": "query",
                    "required": True,
                    "description": "The words to check.",
                    "schema": {**_TEXT, "minLength": 1, "maxLength": 2000, "pattern": r"\S"},
                },
                {
                    "name": "speaker",
                    "in": "query",
                    "required": False,
                    "description": "Who is said to have spoken.",
                    "schema": {**_TEXT, "maxLength": 200},
                },
                {
                    "name": "number",
                    "in": "query",
                    "required": False,
                    "description": "The clip it is said to be from.",
                    "schema": {"type": "integer", "minimum": 1, "maximum": 10**10 - 1},
                },
            ],
            "responses": _responses(*OTHER_STATUSES),
        },
        "post": {
            "operationId": "checkText",
            "tags": ["quote check"],
            "summary": "Is each quotation of a text on record? Nothing that is sent is kept.",
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["text"],
                            "properties": {
                                "text": {
                                    **_TEXT,
                                    "minLength": 1,
                                    "maxLength": MOST_CHARACTERS,
                                    "pattern": r"\S",
                                },
                                "speaker": {**_TEXT, "maxLength": 200},
                                "number": {"type": ["integer", "null"], "minimum": 1, "maximum": 10**10 - 1},
                            },
                        }
                    }
                },
            },
            "responses": _responses(*OTHER_STATUSES),
        },
    }
}

OTHER_SCHEMAS: Json = {
    "QuoteCheck": {
        "type": "object",
        "description": "What the record says to each quotation, in reading order.",
        "required": ["as_of", "quotations", "counts", "not_checked", "note"],
        "properties": {
            "as_of": {"type": "string", "format": "date-time"},
            "quotations": {"type": "array", "items": {"$ref": "#/components/schemas/QuotationChecked"}},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "not_checked": {"type": "integer", "description": "Quotations beyond the most that are checked."},
            "note": _TEXT,
        },
    },
    "QuotationChecked": {
        "type": "object",
        "required": ["quotation", "verdict", "is_exact", "words", "remarks", "record", "difference"],
        "properties": {
            "quotation": _TEXT,
            "verdict": {**_TEXT, "enum": [str(one.value) for one in Verdict]},
            "is_exact": {"type": "boolean"},
            "words": {**_TEXT, "description": "The verdict as a sentence."},
            "remarks": {"type": "array", "items": _TEXT},
            "record": {
                "description": "The sentence on record; null where there is none.",
                "type": ["object", "null"],
                "properties": {
                    "number": {"type": "integer"},
                    "edition": {"type": "integer"},
                    "labels": {"type": "array", "items": _TEXT},
                    "side": _TEXT,
                    "language": _TEXT,
                    "in_ms": {"type": ["integer", "null"]},
                    "out_ms": {"type": ["integer", "null"]},
                    "speaker": _TEXT,
                    "role": _TEXT,
                    "text": _TEXT,
                    "path": _TEXT,
                    "url": _TEXT,
                },
            },
            "difference": {"type": "array", "items": {"type": "object"}},
            "edits": {"type": "integer"},
        },
    },
}
