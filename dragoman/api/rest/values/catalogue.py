"""What clips are filed under, and the numbers that were given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from dragoman.api.rest.values.named import Language, Moment, Number, Url


@dataclass(frozen=True, slots=True)
class Filed:
    """A topic or a person with the number of published clips."""

    slug: str
    name: str
    clips: int
    url: Annotated[str, Meta(description="The list of those clips, for readers.")]
    api: Annotated[str, Meta(description="The list of those clips in this API.")]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owned or controlled a source, and how we know."""

    owner: str
    kind: str
    since: date | None
    until: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class FormerName:
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a source."""

    slug: str
    name: str
    name_original: str
    transliteration: str
    language: Language
    languages: tuple[Language, ...]
    country: str
    place_name: str
    outlet_type: str
    timezone: str
    website: str
    rights: str
    aliases: tuple[str, ...]
    owners: tuple[Owner, ...]
    former_names: tuple[FormerName, ...]
    clips: int
    first_aired_on: date | None
    last_aired_on: date | None
    url: Url
    api: Url


@dataclass(frozen=True, slots=True)
class NumberGiven:
    """What became of a number. One that was given out is never given out again."""

    number: Number
    state: Annotated[
        str, Meta(description="published, withdrawn, restricted (by a legal demand) or reserved.")
    ]
    url: Url | None
    withdrawn_at: Moment | None
    reason: str
    survivor: Annotated[int | None, Meta(description="The published number that has the same recording.")]
