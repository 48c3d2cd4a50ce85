"""Which of the news go into one reader's bulletin, in which order, and why: pure.

The news of a window are laid out once for all readers whose window it is: each thing that can be wished for has the
news it brings as the bits of one number, so that a reader costs a few look-ups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import datetime

from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.news import News
from dragoman.bulletins.terms import AMENDED, NewsKind
from dragoman.bulletins.wishes import Wish, wanted
from dragoman.search.filing import Key

_ORDER = {kind: place for place, kind in enumerate(NewsKind)}


@dataclass(frozen=True, slots=True)
class Item:
    """One clip in one reader's bulletin. ``why``: their subscriptions that it is for; none where they got it before."""

    number: int
    edition: int
    kind: str
    why: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin for one reader, before it is written down; ``since`` is where its window begins."""

    subscriber: Subscriber
    due_at: datetime
    since: datetime
    items: tuple[Item, ...]

    @property
    def is_sent(self) -> bool:
        """Where there is nothing new, only to those who want to be told so."""
        return bool(self.items) or self.subscriber.wants_empty


@dataclass(frozen=True, slots=True)
class Sheet:
    """The news of one window, each clip once, in the order of a bulletin."""

    news: tuple[News, ...] = ()
    bits: dict[Key, int] = field(default_factory=dict)
    amended: dict[int, int] = field(default_factory=dict)
    """The bit of each clip that was corrected or withdrawn, by its number."""
    has_late: bool = False
    """Something in it is dated before the window: readers may have been told of it."""

    def pick(
        self, wishes: Iterable[Wish], got: Set[int] = frozenset(), besides: Set[tuple[int, int]] = frozenset()
    ) -> tuple[Item, ...]:
        """``got``: numbers of clips the reader was sent; ``besides``: numbers and editions told of already."""
        wishes = tuple(wishes)
        chosen = 0
        for wish in wishes:
            chosen |= self.bits.get(wish.key, 0)
        for number in got:
            chosen |= self.amended.get(number, 0)
        items = []
        for place in _places(chosen):
            one = self.news[place]
            if (one.kind == NewsKind.WITHDRAWN and one.number not in got) or (
                one.number,
                one.edition,
            ) in besides:
                continue
            why = tuple(wish.subscription for wish in wanted(one.keys, wishes))
            items.append(Item(one.number, one.edition, str(one.kind), why))
        return tuple(items)


def laid_out(news: Iterable[News], since: datetime) -> Sheet:
    """A clip that is new is that alone, in its latest words; of several changes to one the gravest is told.

    What is dated before the window counts only for clips of which it has nothing.
    """
    by_number: dict[int, list[News]] = defaultdict(list)
    for one in news:
        by_number[one.number].append(one)
    groups = [[one for one in group if one.at > since] or group for group in by_number.values()]
    told = sorted(
        map(_foremost, groups), key=lambda one: (_ORDER[one.kind], -one.at.timestamp(), -one.number)
    )
    sheet = Sheet(tuple(told), has_late=any(one.at <= since for one in told))
    for place, one in enumerate(told):
        for key in one.keys:
            sheet.bits[key] = sheet.bits.get(key, 0) | 1 << place
        if one.kind in AMENDED:
            sheet.amended[one.number] = 1 << place
    return sheet


def _foremost(group: list[News]) -> News:
    fresh = [one for one in group if one.kind == NewsKind.NEW]
    return fresh[0] if fresh else min(group, key=lambda one: (_ORDER[one.kind], -one.at.timestamp()))


def _places(bits: int) -> Iterable[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
