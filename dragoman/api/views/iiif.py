"""``/iiif/<number>/…``: the manifest, the pages of annotations, the search."""

from __future__ import annotations

import re

import msgspec
from django.http import HttpRequest, HttpResponse

from dragoman.api.iiif import searching
from dragoman.api.iiif.annotations import CONTEXT, Json, page_of, tracks_of
from dragoman.api.iiif.manifest import SEARCH_CONTEXT, manifest
from dragoman.api.problems import Refused
from dragoman.api.rest.answering import Answer, json_response
from dragoman.api.rest.clips import published_or_refused
from dragoman.api.views.rest import reading
from dragoman.publications.page import File, PublishedClip

_MOST_WORDS = 200


@reading
def clip_manifest(request: HttpRequest, number: str) -> HttpResponse:
    clip, media = _playable(number)
    return _answer(request, manifest(clip, media), CONTEXT)


@reading
def annotation_page(request: HttpRequest, number: str, track: str) -> HttpResponse:
    clip, _ = _playable(number)
    if track not in tracks_of(clip.content):
        raise Refused(404, "The clip has no words in that language.")
    return _answer(request, page_of(clip.content, track), CONTEXT)


@reading
def search(request: HttpRequest, number: str) -> HttpResponse:
    clip, _ = _playable(number)
    words = request.GET.get("q", "")
    if len(words) > _MOST_WORDS:
        raise Refused(400, f"“q” has at most {_MOST_WORDS} characters.")
    ignored = [name for name in searching.IGNORED if name in request.GET]
    told = searching.answer(clip.content, words, request.GET.urlencode(), ignored)
    return _answer(request, told, SEARCH_CONTEXT)


def _playable(number: str) -> tuple[PublishedClip, File]:
    if not re.fullmatch(r"[1-9][0-9]{0,14}", number, re.ASCII):
        raise Refused(404, f"Number {number[:20]} is not published.")
    clip = published_or_refused(int(number))
    playable = [one for one in clip.files.values() if one.mime.startswith(("video/", "audio/"))]
    if not playable or not clip.content.duration_ms:
        raise Refused(404, "The clip has words alone: there is no film to make a canvas of.")
    return clip, min(playable, key=lambda one: (one.name != "clip.mp4", one.name))


def _answer(request: HttpRequest, told: Json, profile: str) -> HttpResponse:
    body = msgspec.json.encode(told)
    return json_response(request, Answer(body), f'application/ld+json;profile="{profile}"')
