"""An edition as canonical JSON, and back. The bytes are the edition; everything else is read from them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from dragoman.lib.hashing import canonical
from dragoman.publications.content import (
    Content,
    Cut,
    Engine,
    Line,
    Rendering,
    Source,
    TranslationTrack,
    Voice,
)

FORMAT = "dragoman-edition/1"


def edition_bytes(content: Content) -> bytes:
    """The canonical bytes whose SHA-256 is the edition's digest."""
    document = {**asdict(content), "format": FORMAT}
    document["published_at"] = content.published_at.astimezone(UTC).isoformat(timespec="seconds")
    document["aired_at"] = content.aired_at.astimezone(UTC).isoformat() if content.aired_at else None
    document["aired_on"] = content.aired_on.isoformat() if content.aired_on else None
    return canonical(document)


def read_edition(data: bytes) -> Content:
    """What the bytes say. The bytes come from our own table, so a broken one is an error, not an input."""
    document: dict[str, Any] = json.loads(data)  # Any: JSON
    document.pop("format")
    cut = document.pop("cut")
    return Content(
        **_plain(document),
        published_at=datetime.fromisoformat(document["published_at"]),
        aired_at=datetime.fromisoformat(document["aired_at"]) if document["aired_at"] else None,
        aired_on=date.fromisoformat(document["aired_on"]) if document["aired_on"] else None,
        sources=tuple(Source(**source) for source in document["sources"]),
        topics=tuple((slug, name) for slug, name in document["topics"]),
        voices=tuple(Voice(**voice) for voice in document["voices"]),
        lines=tuple(Line(**line) for line in document["lines"]),
        translations=tuple(_track(track) for track in document["translations"]),
        cut=Cut(**cut) if cut else None,
        engines=tuple(Engine(**engine) for engine in document["engines"]),
        summary=tuple(document["summary"]),
        spoken=tuple(document["spoken"]),
        transcribers=tuple(document["transcribers"]),
        translators=tuple(document["translators"]),
        reviewers=tuple(document["reviewers"]),
        warnings=tuple(document["warnings"]),
    )


# Fields that need more than what JSON gives back.
_SPECIAL = {
    "summary",
    "spoken",
    "transcribers",
    "translators",
    "reviewers",
    "warnings",
    "published_at",
    "aired_at",
    "aired_on",
    "sources",
    "topics",
    "voices",
    "lines",
    "translations",
    "engines",
}


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in _SPECIAL}


def _track(track: dict[str, Any]) -> TranslationTrack:
    renderings = tuple(Rendering(**{**line, "of": tuple(line["of"])}) for line in track["renderings"])
    return TranslationTrack(track["language"], renderings, track["engine"])
