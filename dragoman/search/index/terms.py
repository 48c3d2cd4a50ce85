"""What an index holds of a clip, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import regex

BREAK = "\ue0ff"
"""A term nobody can ask for, between parts of a clip that no phrase runs across."""
FORM = "\ue0fe"
"""Before a word as it is written: beginnings of words are looked up among these."""
TAG = "\ue0fd"
STEM = "\ue0fc"
"""Between a form and its stem."""
TITLE, OFTEN = "\ue0fb", "\ue0fa"
"""Before a term that stands in the title, and before one that comes often."""
EVERYTHING, NOTHING = f"{TAG}all", f"{TAG}none"
FARTHEST = 30
"""Words that NEAR may leave between; a break is longer."""
BREAKS = (BREAK,) * (FARTHEST + 1)

_NUMBER_BITS = 34
_ASCII_SIGNS = regex.compile(r"[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")


class Side(StrEnum):
    """Where words stand: in one of the few lines about the clip, in the original, in a translation."""

    ABOUT = "about"
    ORIGINAL = "original"
    TRANSLATION = "translation"


class Line(NamedTuple):
    """A sentence, or a line about the clip. Times in ms of the clip.

    ``label`` of a line about the clip says what it is: title, title_original, summary, name. ``of`` are the
    sentences that a rendering renders. ``voice`` is a key in the body's voices. ``beside`` are places among the
    lines: of a rendering those of ``of``, -1 where one is not there; of a sentence those of its renderings.
    """

    side: Side
    label: str
    of: tuple[str, ...]
    language: str
    voice: str
    in_ms: int | None
    out_ms: int | None
    text: str
    beside: tuple[int, ...] = ()


class Shown(NamedTuple):
    """Of a body what an answer is made of."""

    number: int
    slug: str
    edition: int
    starts: bytes
    voices: str
    words: bytes
    lines: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What answers are made of, as texts that are taken apart only where they are shown.

    ``words`` are the terms in order, with a space before and after each; ``forms`` are words as they are written,
    each with its stem where that is another; ``marks`` say again what stands in the title or comes often.
    ``turns`` is which slug of a speaker begins at which term. ``starts`` are, for each line, the place of the space
    before its first term in ``words``, then for each its own place in ``lines``. What is looked through is kept as
    UTF-8: bytes are searched several times faster than texts, and needn't be decoded.
    """

    number: int
    slug: str
    edition: int
    starts: bytes
    voices: str
    words: bytes
    lines: bytes
    forms: str
    marks: bytes
    turns: str


class Named(NamedTuple):
    """What a tag's value is called; the first name is the one to show."""

    kind: str
    value: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A clip's latest edition as it is indexed."""

    docid: int
    tags: tuple[str, ...]
    languages: tuple[str, ...]
    names: tuple[Named, ...]
    body: Body

    @property
    def terms(self) -> str:
        """Everything that can be looked up, as one text of terms."""
        body, forms = self.body, (FORM + form for form in forms_in(self.body.forms))
        return " ".join((body.words.decode().strip(), body.marks.decode().strip(), *forms, *self.tags))


def forms_in(forms: str) -> list[str]:
    """The words as they are written, without their stems, each once."""
    return list(dict.fromkeys(form.partition(STEM)[0] for form in forms.split()))


class Span(NamedTuple):
    """Documents from ``first`` up to, not including, ``end``."""

    first: int = 0
    end: int = 1 << 62


class Stamp(NamedTuple):
    """The line of the ledger up to which an index knows everything."""

    size: int
    digest: str


def docid_of(day: date | None, number: int) -> int:
    """In the order of every list: by day, then by number; clips without a day are the oldest."""
    if number >> _NUMBER_BITS:
        raise ValueError(f"Number {number} is too long for the index.")
    return ((day.toordinal() if day else 0) << _NUMBER_BITS) | number


def number_of(docid: int) -> int:
    return docid & ((1 << _NUMBER_BITS) - 1)


def span_of(first: date | None, last: date | None) -> Span:
    """Clips aired from a day to a day, both included."""
    start = docid_of(first, 0) if first else 0
    if last is None:
        return Span(start)
    end = (last.toordinal() + 1) << _NUMBER_BITS
    # Clips without a day were aired on none of them.
    return Span(start or docid_of(date.min, 0), end)


def tag_of(kind: str, value: str) -> str:
    """A value that clips are narrowed by, as one term."""
    return f"{TAG}{kind}{TAG}" + _ASCII_SIGNS.sub(lambda sign: chr(0xE200 + ord(sign.group())), value)


@lru_cache(maxsize=65_536)
def tag_parts(tag: str) -> tuple[str, str]:
    """(kind, value) of a tag."""
    _, kind, value = tag.split(TAG, 2)
    return kind, "".join(chr(ord(ch) - 0xE200) if 0xE200 <= ord(ch) < 0xE280 else ch for ch in value)


def day_of(docid: int) -> date | None:
    days = docid >> _NUMBER_BITS
    return date.min + timedelta(days=days - 1) if days else None
