"""The manifest of a clip (IIIF Presentation 3.0): one canvas with a duration, and all that is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from dragoman.api.iiif.annotations import CONTEXT, canvas_id, iiif_url, page_id, tracks_of
from dragoman.imprint.selectors import site_name
from dragoman.lib.timecode import format_seconds
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content
from dragoman.publications.links import bundle_path, captions_path, clip_url, file_path
from dragoman.publications.page import File, PublishedClip

Json = dict[str, Any]  # Any: JSON

SEARCH_CONTEXT = "http://iiif.io/api/search/2/context.json"
_LICENCE = re.compile(r"\bCC (BY(?:-(?:NC|SA|ND|NC-SA|NC-ND))?) (\d\.\d)\b")


def manifest(clip: PublishedClip, media: File) -> Json:
    content = clip.content
    number = content.number
    told: Json = {
        "@context": [SEARCH_CONTEXT, CONTEXT],
        "id": iiif_url(number, "/manifest.json"),
        "type": "Manifest",
        "label": _label(content),
        "metadata": list(_metadata(clip)),
        "provider": [_provider()],
        "homepage": [_homepage(clip)],
        "seeAlso": _elsewhere(number),
        "rendering": [
            _rendering(settings.SITE_URL + bundle_path(number), "application/zip", "Bundle with proofs")
        ],
        "service": [{"id": iiif_url(number, "/search"), "type": "SearchService2"}],
        "items": [_canvas(clip, media)],
        "structures": list(_ranges(content)),
    }
    if content.summary:
        told["summary"] = {content.language or "none": list(content.summary)}
    if content.rights:
        told["requiredStatement"] = {"label": {"en": ["Rights"]}, "value": {"none": [content.rights]}}
        if licence := _LICENCE.search(content.rights):
            kind, version = licence.groups()
            told["rights"] = f"http://creativecommons.org/licenses/{kind.lower()}/{version}/"
    if content.aired_at:
        told["navDate"] = content.aired_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    if poster := clip.files.get("poster.jpg"):
        told["thumbnail"] = [_image(number, poster)]
    return {key: value for key, value in told.items() if value}


def _label(content: Content) -> Json:
    label = {content.language or "none": [content.title]}
    if content.title_original:
        label.setdefault(content.title_language or "none", []).append(content.title_original)
    return label


def _metadata(clip: PublishedClip) -> Iterator[Json]:
    content = clip.content
    for name, values in (
        ("Number", [f"DRG {content.number}"]),
        ("Edition", [str(content.edition)]),
        ("Source", [one.name for one in content.sources]),
        ("Programme", [content.programme] if content.programme else []),
        ("Broadcast", [content.aired_on.isoformat()] if content.aired_on else []),
        ("Speakers", [", ".join(part for part in (one.name, one.role) if part) for one in content.voices]),
        ("Spoken languages", list(content.spoken)),
        ("Topics", [name for _, name in content.topics]),
        ("Place", [content.place] if content.place else []),
        ("Translators", [clip.names[one] for one in content.translators if one in clip.names]),
        ("Corrections", [f"edition {one.edition}: {one.note}" for one in clip.corrections]),
    ):
        if values:
            yield {"label": {"en": [name]}, "value": {"none": values}}


def _provider() -> Json:
    home = {
        "id": settings.SITE_URL,
        "type": "Text",
        "format": "text/html",
        "label": {"none": [site_name()]},
    }
    return {
        "id": settings.SITE_URL,
        "type": "Agent",
        "label": {"none": [site_name()]},
        "homepage": [home],
    }


def _homepage(clip: PublishedClip) -> Json:
    content = clip.content
    label = {content.language or "none": [content.title]}
    url = clip_url(content.number, clip.slug)
    return {"id": url, "type": "Text", "format": "text/html", "label": label}


def _elsewhere(number: int) -> list[Json]:
    at = f"{settings.SITE_URL}/api/v1/clips/{number}"
    return [
        {"id": at, "type": "Dataset", "format": "application/json", "label": {"en": ["The clip in the API"]}}
    ]


def _canvas(clip: PublishedClip, media: File) -> Json:
    content, at = clip.content, canvas_id(clip.content.number)
    is_film = media.mime.startswith("video/")
    size = {"width": media.width or 1280, "height": media.height or 720} if is_film else {}
    duration = (content.duration_ms or 0) / 1000
    body = {
        "id": settings.SITE_URL + file_path(content.number, media.name),
        "type": "Video" if is_film else "Sound",
        "format": media.mime,
        "duration": duration,
        **size,
    }
    canvas: Json = {
        "id": at,
        "type": "Canvas",
        "label": _label(content),
        "duration": duration,
        **size,
        "items": [_page(f"{at}/page", [_painting(f"{at}/film", body, at)])],
        "annotations": [*_words(content), *_captions(content)],
        "rendering": [_rendering(url, "text/vtt", f"Captions ({tag})") for tag, url in _tracks(content)],
    }
    if (poster := clip.files.get("poster.jpg")) and is_film:
        canvas["placeholderCanvas"] = _placeholder(f"{at}/placeholder", content.number, poster)
    return canvas


def _words(content: Content) -> Iterator[Json]:
    """The sentences, in documents of their own."""
    for track in tracks_of(content):
        yield {
            "id": page_id(content.number, track),
            "type": "AnnotationPage",
            "label": {"en": ["What was said" if track == "original" else f"Translation ({track})"]},
        }


def _captions(content: Content) -> Iterator[Json]:
    """The same as WebVTT, for players that show captions over the picture."""
    at = canvas_id(content.number)
    items = [
        {
            "id": f"{at}/captions/{tag}",
            "type": "Annotation",
            "motivation": "supplementing",
            "body": {
                "id": url,
                "type": "Text",
                "format": "text/vtt",
                "language": tag,
                "label": {"none": [tag]},
            },
            "target": at,
        }
        for tag, url in _tracks(content)
    ]
    if items:
        yield {**_page(f"{at}/captions", items), "label": {"en": ["Captions"]}}


def _tracks(content: Content) -> list[tuple[str, str]]:
    tags = dict.fromkeys(tag for tag, _ in caption_languages(content))
    return [(tag, settings.SITE_URL + captions_path(content.number, tag)) for tag in tags]


def _placeholder(at: str, number: int, poster: File) -> Json:
    image = _image(number, poster)
    size = {"width": poster.width or 1280, "height": poster.height or 720}
    return {
        "id": at,
        "type": "Canvas",
        **size,
        "items": [_page(f"{at}/page", [_painting(f"{at}/image", image, at)])],
    }


def _image(number: int, poster: File) -> Json:
    size = {"width": poster.width, "height": poster.height} if poster.width and poster.height else {}
    return {
        "id": settings.SITE_URL + file_path(number, poster.name),
        "type": "Image",
        "format": poster.mime,
        **size,
    }


def _page(at: str, items: list[Json]) -> Json:
    return {"id": at, "type": "AnnotationPage", "items": items}


def _painting(at: str, body: Json, target: str) -> Json:
    return {"id": at, "type": "Annotation", "motivation": "painting", "body": body, "target": target}


def _rendering(url: str, mime: str, label: str) -> Json:
    kind = "Dataset" if mime == "application/zip" else "Text"
    return {"id": url, "type": kind, "format": mime, "label": {"en": [label]}}


def _ranges(content: Content) -> Iterator[Json]:
    """The turns of the speakers, to jump to."""
    names = {voice.key: voice.name for voice in content.voices}
    turns: list[tuple[str, int, int]] = []
    for line in content.lines:
        if line.in_ms is None or line.out_ms is None or line.voice not in names:
            continue
        if turns and turns[-1][0] == line.voice:
            turns[-1] = (line.voice, turns[-1][1], max(line.out_ms, turns[-1][2]))
        else:
            turns.append((line.voice, line.in_ms, line.out_ms))
    at, canvas = iiif_url(content.number, "/turns"), canvas_id(content.number)
    items = [
        {
            "id": f"{at}/{place}",
            "type": "Range",
            "label": {"none": [names[voice]]},
            "items": [{"id": f"{canvas}#t={format_seconds(first)},{format_seconds(last)}", "type": "Canvas"}],
        }
        for place, (voice, first, last) in enumerate(turns, start=1)
    ]
    if items:
        yield {"id": at, "type": "Range", "label": {"en": ["Speakers"]}, "items": items}
