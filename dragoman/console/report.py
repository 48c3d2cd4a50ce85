"""What a command says of the clip it made."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from dragoman.clips.models import Clip
from dragoman.publications.links import clip_url
from dragoman.publications.rules import is_readable
from dragoman.publications.selectors import publication_of
from dragoman.publications.terms import State
from dragoman.reviews.selectors import warnings_of
from dragoman.transcripts.selectors import cues_of


def report_of(clip: Clip) -> dict[str, Any]:  # Any: JSON
    """``number, state, url, duration_ms, sha256, cues, warnings``; ``sha256`` is the recording's."""
    publication = publication_of(clip)
    state = publication.state if publication else State.DRAFT
    number = publication.number if publication else None
    is_public = publication is not None and is_readable(publication) and number is not None
    return {
        "number": number,
        "state": str(state),
        "url": clip_url(number, publication.slug)  # type: ignore[union-attr, arg-type]  # asked just above
        if is_public
        else f"{settings.SITE_URL}/desk/clips/{clip.pk}/",
        "duration_ms": clip.duration_ms,
        "sha256": clip.recording.sha256 if clip.recording else None,
        "cues": cues_of(clip).count(),
        "warnings": list(dict.fromkeys([*clip.warnings, *warnings_of(clip)])),
    }
