"""What a search is asked, and what it answers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from dragoman.search.asking.tree import Remark

PAGE = 20
"""Clips to a page."""
MOST_COUNTED = 2_000
"""Of the newest so many clips the facets are counted; beyond it the count says "more than"."""
MOST_LOOKED_AT = 300
"""The same, where each clip's words must be looked through."""
MOST_RANKED = 200
"""So many clips are put in order by how well they fit; after them come no others."""


class Order(StrEnum):
    NEWEST = "newest"
    BEST = "best"


KINDS = ("topic", "source", "language", "country", "speaker", "year")
"""What an answer can be narrowed by, in the order of the facets."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``narrowed`` are values of kinds that hold besides the question; ``cursor`` is that of an answer before.

    ``language`` is the reader's: in which translation a sentence is shown when several have it.
    """

    question: str
    narrowed: tuple[tuple[str, str], ...] = ()
    order: Order = Order.NEWEST
    cursor: str = ""
    size: int = PAGE
    language: str = "en"


class Run(NamedTuple):
    """A stretch of a text; ``is_hit`` where it is what was asked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or two, with what was asked for marked in them."""

    language: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where it was said. Times in ms of the clip; None where the clip came without any.

    ``labels`` are those of the original sentences; without any the words are about the clip, and ``about`` says
    what they are: title, title_original, summary, name, role, source, topic.
    """

    labels: tuple[str, ...]
    in_ms: int | None
    out_ms: int | None
    speaker: str
    speaker_slug: str
    role: str
    translation: Words | None
    original: Words | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A clip with its best passages; ``more`` is how many other sentences it has that fit."""

    number: int
    slug: str
    edition: int
    aired_on: date | None
    passages: tuple[Passage, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """``label`` is empty where the value names itself (languages, countries, years)."""

    kind: str
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """``count`` is of clips: exact, or with ``is_more`` the least it can be. ``as_of`` is when the index was current.

    ``facets`` are counted over what ``count`` says. ``also`` are other names of what was asked for that are
    looked for too. ``meant`` is a question that has answers, where this one has none.
    """

    asked: Asked
    hits: tuple[Hit, ...]
    count: int
    is_more: bool
    facets: tuple[FacetCount, ...] = ()
    remarks: tuple[Remark, ...] = ()
    also: tuple[str, ...] = ()
    meant: str = ""
    cursor: str = ""
    as_of: datetime | None = None
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    """What to call the values it is narrowed by."""
