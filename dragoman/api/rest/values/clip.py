"""A clip: in a list, and whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from dragoman.api.rest.values.named import Language, Milliseconds, Moment, Named, Number, SourceNamed, Url


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of the clip that tells what it is about."""

    text: str
    language: Language
    speaker: str
    sentence: str
    in_ms: Milliseconds | None


@dataclass(frozen=True, slots=True)
class ClipInList:
    """A published clip as lists show it."""

    number: Number
    title: str
    language: Language
    spoken: tuple[Language, ...]
    sources: tuple[SourceNamed, ...]
    topics: tuple[Named, ...]
    people: tuple[Named, ...]
    aired_on: Annotated[date | None, Meta(description="The day of the broadcast, where it was aired.")]
    duration_ms: Milliseconds | None
    quote: Quote | None
    corrections: Annotated[int, Meta(description="How many editions corrected an earlier one.")]
    published_at: Moment
    updated_at: Annotated[
        Moment,
        Meta(
            description="Of the latest edition, or when the clip was listed, restricted or its film blocked."
        ),
    ]
    url: Url
    poster: Url | None
    api: Annotated[str, Meta(description="The address of the whole clip in this API.")]


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone heard in the clip, with the role held then. ``key`` is what sentences name."""

    key: str
    slug: str
    name: str
    name_original: str
    role: str


@dataclass(frozen=True, slots=True)
class SourceThen(SourceNamed):
    """A source as the edition names it."""

    name_original: str
    outlet_type: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of the clip. ``provenance`` says whether it carries a signed manifest."""

    name: str
    url: Url
    mime: str
    size_bytes: int
    sha256: str
    width: int
    height: int
    provenance: str


@dataclass(frozen=True, slots=True)
class Track:
    """Words in one language: what was said, or a translation of it."""

    language: Language
    is_original: bool
    sentences: int
    captions: Annotated[str | None, Meta(description="WebVTT, where the sentences have times.")]


@dataclass(frozen=True, slots=True)
class Recording:
    """What the clip was cut from."""

    sha256: str
    size_bytes: int
    origin: str
    origin_url: str
    capture_note: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a passage lies in its recording: ms on the recording's clock, and its exact frames."""

    in_ms: Milliseconds
    out_ms: Milliseconds
    first_frame: int
    last_frame: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out between two passages: where the join is in the clip, and how much is missing."""

    at_ms: Milliseconds
    length_ms: Milliseconds


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that made part of the text."""

    task: str
    name: str
    version: str
    model: str
    language: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who had a hand in the words, as they wish to be named; null for “a member of the desk”."""

    role: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Links:
    """Where to go on."""

    page: Url
    edition: Annotated[str, Meta(description="The page of just this edition.")]
    sentences: Url
    editions: Url
    corrections: Url
    bundle: Annotated[str, Meta(description="Film, words, record and signatures in one file.")]


@dataclass(frozen=True, slots=True)
class Clip:
    """Everything that an edition of a clip states, but its sentences, which are a list of their own."""

    number: Number
    edition: int
    kind: Annotated[str, Meta(description="Why there is this edition: first, addition, correction, …")]
    public_note: str
    digest: Annotated[str, Meta(description="The SHA-256 of the edition's header.")]
    published_at: Moment
    updated_at: Annotated[Moment, Meta(description="When this edition was published.")]
    title: str
    language: Language
    title_original: str
    title_language: Language
    summary: tuple[str, ...]
    intro: str
    convention: str
    aired_at: Moment | None
    aired_on: date | None
    timezone: str
    duration_ms: Milliseconds | None
    spoken: tuple[Language, ...]
    sources: tuple[SourceThen, ...]
    programme: str
    place: str
    topics: tuple[Named, ...]
    voices: tuple[Voice, ...]
    tracks: tuple[Track, ...]
    files: tuple[PublishedFile, ...]
    recording: Recording | None
    passages: tuple[Stretch, ...]
    left_out: tuple[LeftOut, ...]
    engines: tuple[Engine, ...]
    credits: tuple[Credit, ...]
    eyes: Annotated[
        str, Meta(description="“two” where another person than the writer reviewed, “one”, or empty.")
    ]
    corrections: int
    advisory: str
    rights: str
    links: Links


@dataclass(frozen=True, slots=True)
class Edition:
    """One immutable state of a clip."""

    edition: int
    kind: str
    public_note: str
    published_at: Moment
    digest: str
    url: Url
    api: Url
    header: Url
    lines: Url
