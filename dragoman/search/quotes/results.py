"""What a check found, as plain values: every face shows or sends these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from dragoman.lib.word_diff import Piece
from dragoman.search.quotes.terms import AS_QUOTED, Join, Verdict


@dataclass(frozen=True, slots=True)
class Beside:
    """The same sentence on its other side."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the record that a quotation leaves out; whether they deny, or hold a number."""

    text: str
    denies: bool
    has_number: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence on record. ``edition`` is the last in which these words stand."""

    number: int
    edition: int
    labels: tuple[str, ...]
    side: str
    language: str
    in_ms: int | None
    out_ms: int | None
    speaker: str
    role: str
    text: str
    beside: tuple[Beside, ...]
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """One quotation and what the record says to it.

    ``before`` and ``after`` are how the sentence goes on around a part; ``now`` what stands in place of words that
    stood ``until`` then; ``named`` the people whom the article seems to attribute the words to.
    """

    quotation: str
    verdict: Verdict
    place: Place | None = None
    difference: tuple[Piece, ...] = ()
    edits: int = 0
    before: str = ""
    after: str = ""
    left_out: tuple[LeftOut, ...] = ()
    inserted: tuple[str, ...] = ()
    is_dressed: bool = False
    lost_question: bool = False
    join: Join | None = None
    cut_ms: int = 0
    until: str = ""
    note: str = ""
    now: str = ""
    withdrawn: int | None = None
    withdrawn_at: str = ""
    reason: str = ""
    speaker_asked: str = ""
    named: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.verdict in AS_QUOTED


@dataclass(frozen=True, slots=True)
class Report:
    """All quotations in reading order. ``more`` were not checked, being too many."""

    results: tuple[Result, ...]
    as_of: datetime
    more: int = 0
    is_whole_text: bool = False
    """No quotation was marked: the text itself was taken as one."""
    counts: dict[str, int] = field(default_factory=dict)
