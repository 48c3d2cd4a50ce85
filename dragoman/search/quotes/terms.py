"""What the index holds, and what a check may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ORIGINAL, TRANSLATION = "original", "translation"


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one sentence on one side, in the editions ``first`` to ``last``.

    ``until`` and ``note`` say since when and why they no longer stand; ``of`` the sentences a rendering renders.
    """

    label: str
    of: tuple[str, ...]
    side: str
    language: str
    first: int
    last: int
    in_ms: int | None
    out_ms: int | None
    voice: str
    voice_original: str
    role: str
    text: str
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClipTexts:
    """All that is on record under a number. ``gaps`` are (place, length) in ms."""

    number: int
    slug: str
    latest: int
    texts: tuple[Text, ...]
    gaps: tuple[tuple[int, int], ...] = ()
    is_withdrawn: bool = False
    withdrawn_at: str = ""
    reason: str = ""


class Verdict(StrEnum):
    EXACT = "exact"
    PART = "exact_part"
    SHORTENED = "exact_shortened"
    JOINED = "joined"
    ALTERED = "altered"
    SIMILAR = "similar"
    SUPERSEDED = "superseded"
    WRONG_SPEAKER = "wrong_speaker"
    RETRACTED = "retracted"
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"


AS_QUOTED = frozenset({Verdict.EXACT, Verdict.PART, Verdict.SHORTENED})
"""The words are on record and stand."""


class Join(StrEnum):
    NEIGHBOURS = "neighbours"
    OTHERS_BETWEEN = "others_between"
    ACROSS_A_CUT = "across_a_cut"


class NotIndexed(Exception):
    """There is no index yet, and the archive is too large to make one while somebody waits."""
