"""What a published clip page says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"


class PageIsUnreadable(ValueError):
    """The bytes hold no text we can read; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """A channel as the page names it; ``country`` is printed text, ``country_code`` ISO 3166-1 alpha-2."""

    name: str
    country: str = ""
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class PageTurn:
    """An unbroken stretch by one speaker. ``speaker`` is empty when the page names nobody."""

    speaker: str
    role: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageClip:
    """One clip as understood. ``address`` is the link the page gives for it, or empty."""

    number: int | None
    title: str
    aired_on: date | None
    duration_ms: int | None
    sources: tuple[PageSource, ...]
    intro: str
    summary: tuple[str, ...]
    turns: tuple[PageTurn, ...]
    warnings: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page, or a line of a table, gave no clip."""

    reason: str


@dataclass(frozen=True, slots=True)
class PageReport:
    """What one file gave: clips and refusals in the order of the file, never empty."""

    name: str
    clips: tuple[PageClip | Refusal, ...]


def as_json(clip: PageClip | Refusal) -> dict[str, Json]:
    """The documented object for one clip. An absent number, date, duration or intro is null."""
    if isinstance(clip, Refusal):
        return {"refused": True, "reason": clip.reason}
    return {
        "number": clip.number,
        "title": clip.title,
        "aired_on": clip.aired_on.isoformat() if clip.aired_on else None,
        "duration_ms": clip.duration_ms,
        "sources": [{"name": source.name, "country": source.country} for source in clip.sources],
        "intro": clip.intro or None,
        "summary": list(clip.summary),
        "turns": [
            {"speaker": turn.speaker, "role": turn.role, "paragraphs": list(turn.paragraphs)}
            for turn in clip.turns
        ],
        "warnings": list(clip.warnings),
    }
