"""What was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.api.rest.values.named import Language, Milliseconds, Moment, Number, Url


@dataclass(frozen=True, slots=True)
class CorrectedWords:
    """What a sentence said before and after, in one language; null where the earlier words are withheld."""

    language: Language
    is_original: bool
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class CorrectedFact:
    fact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectedSentence:
    """What became of a sentence: changed, added, split, merged or deleted."""

    label: str
    fate: str
    in_ms: Milliseconds | None
    url: Url
    words: tuple[CorrectedWords, ...]
    facts: tuple[CorrectedFact, ...]


@dataclass(frozen=True, slots=True)
class CorrectedText:
    """A title, a summary or the like."""

    text: str
    language: Language
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An edition that changed what the one before had said."""

    edition: int
    kind: str
    note: str
    published_at: Moment
    url: Url
    sentences: tuple[CorrectedSentence, ...]
    texts: tuple[CorrectedText, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsOfClip:
    """Everything that was corrected in a clip, oldest first."""

    number: Number
    url: Url
    edition: int
    feed: Url
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class CorrectionInList:
    """An item of the public list of corrections; a withdrawal has no correction but a reason."""

    number: Number
    kind: str
    at: Moment
    title: str
    reason: str
    url: Url
    correction: Correction | None
