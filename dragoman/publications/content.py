"""What an edition says, as plain values: written to canonical JSON once, read back for every page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Who aired it: "CCTV (China)". ``country`` is a code; ``place_name`` is printed instead where given."""

    name: str
    name_original: str
    country: str
    place_name: str
    outlet_type: str
    slug: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker in this clip, with the role held then. ``key`` is local to the edition (``v1``)."""

    key: str
    name: str
    name_original: str
    role: str
    slug: str


@dataclass(frozen=True, slots=True)
class Line:
    """One original sentence. Times in ms of the clip; None when it came without any. ``text`` may be empty."""

    label: str
    kind: str
    voice: str
    language: str
    text: str
    in_ms: int | None
    out_ms: int | None
    origin: str
    person: str
    opens_paragraph: bool


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated sentence and the labels of the originals it renders (one or more)."""

    label: str
    of: tuple[str, ...]
    text: str
    origin: str
    translator: str
    note: str


@dataclass(frozen=True, slots=True)
class TranslationTrack:
    language: str
    renderings: tuple[Rendering, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the clip lies in its recording: ms on the recording's clock, and the exact first and last frame."""

    in_ms: int
    out_ms: int
    first_frame: int
    last_frame: int
    frames: int


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that made part of the text."""

    task: str
    name: str
    version: str
    model: str
    language: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything an edition states. People are handles: names are kept beside, so that erasing one breaks nothing."""

    number: int
    edition: int
    kind: str
    public_note: str
    published_at: datetime
    previous: str
    language: str
    title: str
    title_original: str
    title_language: str
    summary: tuple[str, ...]
    intro: str
    convention: str
    aired_at: datetime | None
    aired_on: date | None
    timezone: str
    duration_ms: int | None
    spoken: tuple[str, ...]
    sources: tuple[Source, ...]
    programme: str
    place: str
    topics: tuple[tuple[str, str], ...]
    voices: tuple[Voice, ...] = ()
    lines: tuple[Line, ...] = ()
    translations: tuple[TranslationTrack, ...] = ()
    recording_sha256: str = ""
    cut: Cut | None = None
    engines: tuple[Engine, ...] = ()
    transcribers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    advisory: str = ""
    rights: str = ""
    recording_origin: str = ""
    recording_origin_url: str = ""
    capture_note: str = ""
