"""What a search finds: clips, and in each the sentences with their seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from dragoman.api.rest.values.named import Language, Milliseconds, Moment, Number, Url


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A sentence, and where in it stands what was asked for: pairs of places, counted in characters."""

    language: Language
    text: str
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A sentence that fits, in translation and as it was said; or, with ``about``, words about the clip."""

    labels: tuple[str, ...]
    url: Url
    in_ms: Milliseconds | None
    out_ms: Milliseconds | None
    speaker: str
    role: str
    about: Annotated[str, Meta(description="title, summary, name, …: empty for a sentence.")]
    translation: FoundWords | None
    original: FoundWords | None


@dataclass(frozen=True, slots=True)
class FoundClip:
    """A clip with its best passages; ``more`` is how many other sentences of it fit."""

    number: Number
    url: Url
    edition: int
    aired_on: date | None
    passages: tuple[FoundPassage, ...]
    more: int
    api: Url


@dataclass(frozen=True, slots=True)
class FoundCount:
    """How many of the clips that were found are filed under a value."""

    kind: str
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of what was found."""

    question: str
    count: Annotated[
        int, Meta(description="How many clips fit; the least it can be where “is_more” is true.")
    ]
    is_more: bool
    as_of: Annotated[Moment | None, Meta(description="When the index was current.")]
    also: Annotated[
        tuple[str, ...], Meta(description="Other names of what was asked for that are looked for too.")
    ]
    meant: Annotated[str, Meta(description="A question that has answers, where this one has none.")]
    items: tuple[FoundClip, ...]
    facets: tuple[FoundCount, ...]
    next: Annotated[str | None, Meta(description="The address of the next page; null on the last.")]
