"""What an engine of the index can do. Both engines give the same answers to the same questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from dragoman.search.index.nodes import Node
from dragoman.search.index.terms import Document, Named, Shown, Span, Stamp

Progress = Callable[[int], None]


class Rows(NamedTuple):
    """The clips an engine found, newest first; those it is ``unsure`` of must be looked at again."""

    docids: list[int]
    unsure: frozenset[int] = frozenset()


class Words(NamedTuple):
    """The terms of a clip alone, as in its body."""

    words: bytes
    forms: str
    marks: bytes
    turns: str


class Reader(Protocol):
    """Questions to an index as it is at one moment."""

    without: frozenset[int]
    """Numbers that are not to be found, whatever the index holds of them."""

    def rows(self, wanted: Node, span: Span, most: int) -> Rows:
        """The newest clips that fulfil a condition, and perhaps some that don't among those not sure."""

    def tags(self, docids: Collection[int]) -> dict[int, tuple[str, ...]]:
        """What each of these clips is tagged with."""

    def counted(self, docids: Collection[int]) -> dict[str, int]:
        """Every tag of these clips, with how many of them have it."""

    def held(self, terms: Collection[str]) -> frozenset[str]:
        """Of these terms those that stand in any clip."""

    def words(self, docids: Collection[int]) -> dict[int, Words]: ...

    def bodies(self, docids: Collection[int]) -> dict[int, Shown]: ...

    def size(self) -> int:
        """How many clips the index holds."""

    def languages(self) -> tuple[str, ...]:
        """In which languages its words are, in alphabetical order."""

    def other_names(self, keys: Collection[str]) -> list[tuple[str, Named]]:
        """What is called by one of these; keys as ``name_key`` makes them."""

    def values(self, kind: str, value: str, words: Sequence[str]) -> tuple[str, ...]:
        """This value of a kind, and those that have all these words, as in keys of names, in one of their names."""

    def labels(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """What to call each kind and value: as most clips do."""

    def known(self, forms: Collection[str]) -> dict[str, int]:
        """Of these words those that stand in clips, with the number of clips."""

    def forms(self, beginning: str) -> list[tuple[str, int]]:
        """Words that begin so, each with the number of clips that hold it, in the order of their characters."""


class Writer(Protocol):
    """Changes to an index: all of them or none, whatever kills the process."""

    @property
    def stamp(self) -> Stamp: ...

    def add(self, documents: Sequence[Document]) -> None:
        """Clips that the index doesn't hold."""

    def remove(self, number: int) -> None:
        """Takes a clip out, with every term of it; nothing where it isn't held."""

    def scrub(self) -> None:
        """Remember that what was removed must leave no trace; ``tidy`` sees to it."""

    def set_stamp(self, stamp: Stamp) -> None: ...


class Index(Protocol):
    def stamp(self) -> Stamp | None:
        """None where there is no index of this version."""

    def reading(self, without: frozenset[int] = frozenset()) -> AbstractContextManager[Reader]: ...

    def changing(self, patience_ms: int) -> AbstractContextManager[Writer]:
        """Raises ``IndexBusy`` when another process has been writing for longer than one waits."""

    def build(self, documents: Iterable[Document], stamp: Stamp, progress: Progress | None = None) -> int:
        """An index of these clips, made beside the one in use and put in its place. Returns how many."""

    def tidy(self) -> None:
        """Let go of what taken out terms leave behind in the engine's own storage."""


class IndexBusy(Exception):
    """Another process writes to the index just now."""


class NoIndex(Exception):
    """There is no index yet, and the archive is too large to make one while somebody waits."""
