"""A published clip as the faces show it: an edition, the names of its people, its files, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dragoman.publications.content import Content, Source
from dragoman.publications.correcting import CorrectionNote

Size = tuple[int, int]
"""Width and height; (0, 0) where nobody measured."""


@dataclass(frozen=True, slots=True)
class File:
    """A file served under the number: ``clip.mp4``, ``poster.jpg``, ``peaks.json``."""

    name: str
    sha256: str
    size_bytes: int
    mime: str
    width: int = 0
    height: int = 0
    provenance: str = ""
    """Whether it carries a signed manifest, and whose."""
    edition: int = 0
    """The edition whose words it carries."""


@dataclass(frozen=True, slots=True)
class EditionNote:
    ordinal: int
    kind: str
    public_note: str
    published_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class PublishedClip:
    """Everything one page needs, read in a handful of queries.

    ``names`` maps handles to the names of people that may be printed; a handle without a name prints as
    "a member of the desk". ``stamp`` changes whenever anything on the page may have changed.
    """

    content: Content
    slug: str
    digest: str
    ledger_seq: int
    stamp: str
    first_published_at: datetime
    files: dict[str, File]
    names: dict[str, str]
    editions: tuple[EditionNote, ...]
    corrections: tuple[CorrectionNote, ...] = ()
    """Those up to the edition shown, oldest first."""
    signed_by: frozenset[str] = frozenset()
    """Handles of those who signed their credit in this edition with a key of their own."""
    is_listed: bool = True
    media_blocked_at: datetime | None = None
    """Since when its film and pictures are kept back while its words stay; there are no files then."""
    media_blocked_reason: str = ""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a number after withdrawal, under a restriction, or of one that was never published.

    ``withdrawn_at`` and ``reason`` are those of the restriction in a restricted one.
    """

    number: int
    state: str
    title: str
    withdrawn_at: datetime | None
    reason: str
    survivor: int | None = None
    """The published number that has the same recording."""
    survivor_slug: str = ""
    demanded_by: str = ""
    authority_url: str = ""
    sources: tuple[Source, ...] = ()
    """Who aired it, where the restriction lets that be told."""


@dataclass(frozen=True, slots=True)
class Card:
    """A clip in a list."""

    number: int
    slug: str
    title: str
    language: str
    aired_on: str
    duration_ms: int | None
    sources: tuple[tuple[str, str, str, str], ...]
    """(name, slug, country code, place name)"""
    spoken: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    quote: str
    quote_language: str
    quote_speaker: str
    quote_label: str
    quote_in_ms: int | None
    has_poster: bool
    has_picture: bool
    has_media: bool = False
    corrections: int = 0
    poster_size: Size = (0, 0)


@dataclass(frozen=True, slots=True)
class Stub:
    """A number between cards that has no clip to show: reserved, restricted or withdrawn."""

    number: int
    state: str
    withdrawn_at: datetime | None
    reason: str
    survivor: int | None = None
    survivor_slug: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the index, newest first; ``older``/``newer`` are cursors or empty."""

    entries: tuple[Card | Stub, ...]
    total: int
    older: str
    newer: str
