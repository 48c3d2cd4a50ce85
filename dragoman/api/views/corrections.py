"""``/api/v1/clips/<number>/corrections``: what was corrected in a clip, sentence by sentence, oldest first.

Open to pages of other sites, since it reads only what is public. Errors are problems (RFC 9457).
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dragoman.lib.hashing import digest
from dragoman.publications.correcting import CorrectedSentence, CorrectionNote
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.links import clip_url
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.selectors import published_clip
from dragoman.publications.terms import EditionKind, State

_HIGHEST = 10**18
"""More than any database numbers."""


@require_safe
def corrections(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = published_clip(number) if number < _HIGHEST else None
    except NoSuchNumber:
        found = None
    if isinstance(found, PublishedClip):
        return _answer(request, found)
    if found is not None and found.state == State.WITHDRAWN:
        return _withdrawn(found)
    return _problem(404, "Not found", f"Number {str(number)[:20]} is not published.")


def _answer(request: HttpRequest, clip: PublishedClip) -> HttpResponse:
    content = clip.content
    told = {
        "number": content.number,
        "url": clip_url(content.number, clip.slug),
        "edition": content.edition,
        "feed": f"{settings.SITE_URL}/clips/{content.number}/corrections.json",
        "corrections": [_correction(note, clip_url(content.number, clip.slug)) for note in clip.corrections],
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    etag = f'"{digest(body)[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if not isinstance(response, HttpResponse):
        response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = etag
    return _opened(response)


def _correction(note: CorrectionNote, url: str) -> dict[str, Any]:  # Any: JSON
    return {
        "edition": note.edition,
        "kind": note.kind,
        "note": note.note,
        "published_at": note.published_at.isoformat(),
        "url": f"{url}#correction-{note.edition}",
        "sentences": [_sentence(one, note.kind, url) for one in note.sentences],
        "texts": [
            {"text": name, "language": language, "before": before, "after": after}
            for name, language, before, after in note.texts
        ],
    }


def _sentence(one: CorrectedSentence, kind: str, url: str) -> dict[str, Any]:  # Any: JSON
    return {
        "label": one.label,
        "fate": one.fate,
        "in_ms": one.in_ms,
        "url": f"{url}#s{one.label}",
        "words": [
            {
                "language": side.language,
                "is_original": side.is_original,
                "before": None if side.is_withheld or kind == EditionKind.REDACTION else side.before,
                "after": side.after,
            }
            for side in one.sides
        ],
        "facts": [{"fact": name, "before": before, "after": after} for name, before, after in one.facts],
    }


def _withdrawn(tombstone: Tombstone) -> HttpResponse:
    at = tombstone.withdrawn_at
    return _problem(
        410,
        "Withdrawn",
        tombstone.reason,
        number=tombstone.number,
        withdrawn_at=at.isoformat() if at else None,
    )


def _problem(status: int, title: str, detail: str, **more: object) -> HttpResponse:
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return _opened(JsonResponse(problem, status=status, content_type="application/problem+json"))


def _opened(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-cache"
    return response
