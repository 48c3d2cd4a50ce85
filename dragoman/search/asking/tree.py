"""A question as it was typed: words and how they go together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Any word that begins like this."""

    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """``kind`` is speaker, source, topic, country or language, or year with a number written in four digits."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Close:
    """Two words or phrases with so many words between them at most."""

    one: Word | Phrase
    other: Word | Phrase
    distance: int


@dataclass(frozen=True, slots=True)
class Together:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Part


Part = Word | Phrase | Beginning | Filter | Close | Together | Either | Without


class Trouble(StrEnum):
    """What was not understood."""

    OPEN_QUOTE = "open_quote"
    OPEN_BRACKET = "open_bracket"
    STRAY_BRACKET = "stray_bracket"
    TOO_DEEP = "too_deep"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    STRAY_OPERATOR = "stray_operator"
    NEAR_WHAT = "near_what"
    TOO_FAR = "too_far"
    SHORT_BEGINNING = "short_beginning"
    UNKNOWN_FIELD = "unknown_field"
    EMPTY_FIELD = "empty_field"
    NO_DATE = "no_date"
    DATES_OF_ALL = "dates_of_all"
    NO_WORDS = "no_words"
    UNKNOWN_VALUE = "unknown_value"


@dataclass(frozen=True, slots=True)
class Remark:
    """``text`` is the part of the question it is about."""

    trouble: Trouble
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """``first`` and ``last`` are days, both included; ``tree`` is None where nothing was asked."""

    text: str
    tree: Part | None
    first: date | None = None
    last: date | None = None
    remarks: tuple[Remark, ...] = ()
