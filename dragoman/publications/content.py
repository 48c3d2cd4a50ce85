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
    """One original sentence. Times in ms of the clip; None when it came without any. ``text`` may be empty.

    ``voice`` is the key of the speaker; ``heard`` says whose voice carries the words (own, interpreter, dub).
    A withheld line keeps its label and nothing else.
    """

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
    evidence: str = ""
    certainty: str = ""
    heard: str = ""
    relay_of: str = ""
    reviewers: tuple[str, ...] = ()
    state: str = ""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another way to render a sentence, and why one might."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translated sentence and the labels of the originals it renders (one or more)."""

    label: str
    of: tuple[str, ...]
    text: str
    origin: str
    translator: str
    note: str
    alternates: tuple[Alternate, ...] = ()
    reviewers: tuple[str, ...] = ()
    state: str = ""
    is_withheld: bool = False


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
class Gap:
    """What was left out between two passages: where the join is in the clip, and how much is missing there, in ms."""

    at_ms: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Context:
    """Words of the broadcast that are not in the clip. ``where`` is before, after or gap; ms of the recording."""

    where: str
    gap: int | None
    at: int
    in_ms: int
    out_ms: int
    language: str
    text: str
    into: str
    translation: str
    origin: str
    person: str


@dataclass(frozen=True, slots=True)
class Overridden:
    """A finding that an editor decided does not hold the clip back. No label or no language means every one."""

    rule: str
    label: str
    language: str
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a label that stood in an earlier edition, and where its words went."""

    label: str
    fate: str
    successors: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Who had a hand in the words, and the commitment to the name printed then; empty without a name."""

    handle: str
    roles: tuple[str, ...]
    commitment: str


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that made part of the text."""

    task: str
    name: str
    version: str
    model: str
    language: str
    model_sha256: str = ""


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
    recording_size_bytes: int = 0
    passages: tuple[Cut, ...] = ()
    """Each stretch of a clip made of several; empty for a clip that is one."""
    gaps: tuple[Gap, ...] = ()
    context: tuple[Context, ...] = ()
    eyes: str = ""
    """``two`` when each sentence was reviewed by another person than its writer, ``one`` when the desk works alone."""
    overrides: tuple[Overridden, ...] = ()
    lineage: tuple[Fate, ...] = ()
    people: tuple[Credit, ...] = ()
