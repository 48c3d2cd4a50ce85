"""The permanent labels of sentences: what they look like, whose part a label is, and where a lost one leads.

A label is unique in its clip for ever: ``17``. Its parts are ``17a`` and ``17b``, their parts ``17a1`` and ``17a2``:
letters and digits take turns, so the parent can be read off. What became of a label is decided once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONGEST = 16
_LABEL = re.compile(r"[1-9][0-9]*([a-z]+([1-9][0-9]*[a-z]+)*([1-9][0-9]*)?)?")
_LAST_PART = re.compile(r"(?:[a-z]+|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"[0-9]+")

Fates: TypeAlias = Mapping[str, tuple[str, Sequence[str], str]]
"""Of each label that no sentence carries any more: its fate, the labels its words went to, the reason given."""


class NoLabel(ValueError):
    """The text is not the label of a sentence."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a label leads: to the sentences that carry its words now, or to none, with the reasons given."""

    labels: tuple[str, ...]
    reasons: tuple[str, ...] = ()

    @property
    def is_gone(self) -> bool:
        return not self.labels


def is_label(text: str) -> bool:
    return len(text) <= LONGEST and _LABEL.fullmatch(text) is not None


def parent_of(label: str) -> str:
    """The label this one is a part of; empty for a whole number.

    >>> parent_of("17a12"), parent_of("17a"), parent_of("17")
    ('17a', '17', '')
    """
    _insist(label)
    return _LAST_PART.sub("", label, count=1)


def number_of(label: str) -> int:
    """The whole number a label begins with: ``17`` for ``17a1``."""
    _insist(label)
    found = _NUMBER.match(label)
    return int(found[0]) if found else 0


def parts_of(label: str, count: int, given: Collection[str]) -> tuple[str, ...]:
    """The next labels for ``count`` parts of a sentence, after those already given out.

    >>> parts_of("17", 2, {"17"}), parts_of("17", 2, {"17a", "17b"}), parts_of("17a", 2, ())
    (('17a', '17b'), ('17c', '17d'), ('17a1', '17a2'))
    """
    _insist(label)
    takes_letters = label[-1].isdigit()
    last = 0
    for other in given:
        if other.startswith(label) and other != label and parent_of(other) == label:
            ending = other[len(label) :]
            last = max(last, _number_in_letters(ending) if takes_letters else int(ending))
    numbers = range(last + 1, last + count + 1)
    return tuple(label + (_letters(number) if takes_letters else str(number)) for number in numbers)


def resolve(label: str, fates: Fates) -> Resolved:
    """Follow a label through splits and joins to the labels sentences carry now, in order, each once.

    A label with no fate is taken to be carried. Safe on any lineage, also one that leads in a circle.

    >>> fates = {"17": ("split", ["17a", "17b"], ""), "17a": ("deleted", [], "Said twice.")}
    >>> resolve("17", fates), resolve("17a", fates)
    (Resolved(labels=('17b',), reasons=('Said twice.',)), Resolved(labels=(), reasons=('Said twice.',)))
    """
    living: dict[str, None] = {}
    reasons: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [label]
    while ahead:
        current = ahead.pop()
        if current in seen:
            continue
        seen.add(current)
        if current not in fates:
            living[current] = None
            continue
        _, successors, reason = fates[current]
        if not successors and reason:
            reasons[reason] = None
        ahead += reversed(successors)
    return Resolved(tuple(living), tuple(reasons))


def _insist(label: str) -> None:
    if not _LABEL.fullmatch(label):
        raise NoLabel(f"“{label[:40]}” is no sentence’s label: write it like 17, 17a or 17a1.")


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _number_in_letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number
