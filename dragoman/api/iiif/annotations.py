"""The sentences of a clip as annotations: what was said, and each translation, on their seconds of the canvas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from dragoman.lib.timecode import format_seconds
from dragoman.publications.content import Content
from dragoman.publications.links import sentence_path

Json = dict[str, Any]  # Any: JSON

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of one track. ``track`` is a language, or ``original`` for what was said."""

    label: str
    track: str
    language: str
    text: str
    in_ms: int
    out_ms: int


def iiif_url(number: int, rest: str = "") -> str:
    return f"{settings.SITE_URL}/iiif/{number}{rest}"


def canvas_id(number: int) -> str:
    return iiif_url(number, "/canvas")


def tracks_of(content: Content) -> tuple[str, ...]:
    """What there are annotations of: the original first."""
    found = dict.fromkeys(one.track for one in sentences_of(content))
    return tuple(found)


def sentences_of(content: Content) -> Iterator[Said]:
    """Each sentence that has a time and words, track by track. A translation of several spans all of them."""
    times = {
        line.label: (line.in_ms, line.out_ms)
        for line in content.lines
        if line.in_ms is not None and line.out_ms is not None
    }
    for line in content.lines:
        if line.label in times and line.text:
            yield Said(line.label, ORIGINAL, line.language, line.text, *times[line.label])
    for track in content.translations:
        for one in track.renderings:
            spans = [times[label] for label in one.of if label in times]
            if spans and one.text:
                first, last = min(span[0] for span in spans), max(span[1] for span in spans)
                yield Said(one.of[0], track.language, track.language, one.text, first, last)


def page_of(content: Content, track: str) -> Json:
    """One track as an annotation page of its own."""
    return {
        "@context": CONTEXT,
        "id": page_id(content.number, track),
        "type": "AnnotationPage",
        "items": [annotation(content.number, one) for one in sentences_of(content) if one.track == track],
    }


def page_id(number: int, track: str) -> str:
    return iiif_url(number, f"/annotations/{track}.json")


def annotation(number: int, one: Said) -> Json:
    """A sentence on its seconds of the canvas, with the page that tells how we know it."""
    body: Json = {"type": "TextualBody", "value": one.text, "format": "text/plain"}
    if one.language:
        body["language"] = one.language
    return {
        "id": annotation_id(number, one),
        "type": "Annotation",
        "motivation": "supplementing",
        "label": {"none": [f"DRG {number} s{one.label}"]},
        "homepage": [
            {
                "id": settings.SITE_URL + sentence_path(number, one.label),
                "type": "Text",
                "format": "text/html",
                "label": {"none": [f"s{one.label}"]},
            }
        ],
        "body": body,
        "target": f"{canvas_id(number)}#t={format_seconds(one.in_ms)},{format_seconds(one.out_ms)}",
    }


def annotation_id(number: int, one: Said) -> str:
    return f"{page_id(number, one.track)}#s{one.label}"
