"""A clip's sentences and what renders them, as labels: every act that moves a label, in one place and in memory.

All tracks share one pool of labels. A rendering carries its original's label while the two stand one to one, and
else a label of its own; it always renders something. What words a sentence holds is none of this module's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dragoman.lib.record.cue_ids import LONGEST, number_of, parts_of

B = TypeVar("B")
R = TypeVar("R")

SPLIT, MERGED, DELETED = "split", "merged", "deleted"


class NoSuchSentence(LookupError):
    """No sentence carries this label."""


class NotDone(ValueError):
    """The act does not fit how the sentences stand; the message says why."""


@dataclass(slots=True)
class Sentence(Generic[B]):
    label: str
    body: B


@dataclass(slots=True)
class Rendered(Generic[R]):
    label: str
    of: tuple[str, ...]
    body: R


@dataclass(slots=True)
class Tracks(Generic[B, R]):
    """The sentences in order; the renderings by language, in order; every label given out; what became of some."""

    originals: list[Sentence[B]] = field(default_factory=list)
    renderings: dict[str, list[Rendered[R]]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    fates: dict[str, tuple[str, tuple[str, ...], str]] = field(default_factory=dict)
    next_number: int = 1

    def original(self, label: str) -> Sentence[B]:
        return self.originals[self._at(label)]

    def rendering(self, language: str, label: str) -> Rendered[R]:
        for one in self.renderings.get(language, ()):
            if one.label == label:
                return one
        raise NoSuchSentence(f"There is no rendering s{label}.")

    def insert(self, body: B, *, after: str | None = None) -> str:
        """A new sentence behind another; first for an empty ``after``, last for none."""
        at = len(self.originals) if after is None else self._at(after) + 1 if after else 0
        label = self._number()
        self.originals.insert(at, Sentence(label, body))
        self._settle()
        return label

    def split(
        self, label: str, bodies: Sequence[B], divided: Mapping[str, Sequence[R]] | None = None
    ) -> tuple[str, ...]:
        """A sentence becomes its parts. Renderings named in ``divided`` go with them, the others stay whole."""
        at, divided = self._at(label), divided or {}
        for language in divided:
            if self.rendering(language, label).of != (label,) or len(divided[language]) != len(bodies):
                raise NotDone(f"The rendering of s{label} can only be split along with it part by part.")
        parts = self._parts(label, len(bodies))
        self.originals[at : at + 1] = [Sentence(part, body) for part, body in zip(parts, bodies, strict=True)]
        for language, track in self.renderings.items():
            self.renderings[language] = made = []
            for one in track:
                if one.label == label and language in divided:
                    made += [
                        Rendered(part, (part,), body)
                        for part, body in zip(parts, divided[language], strict=True)
                    ]
                else:
                    one.of = _swapped(one.of, {label}, parts)
                    made.append(one)
        self._decide(label, SPLIT, parts)
        self._settle()
        return parts

    def merge(self, labels: Sequence[str], body: B, join: Callable[[list[R]], R]) -> str:
        """Neighbours become one sentence. Renderings that stood one to one are joined too, others lead to it."""
        at = self._run([one.label for one in self.originals], labels)
        merged, gone = self._number(), set(labels)
        self.originals[at : at + len(labels)] = [Sentence(merged, body)]
        for language, track in self.renderings.items():
            inside = [one for one in track if gone.issuperset(one.of)]
            crossing = any(gone & set(one.of) and not gone.issuperset(one.of) for one in track)
            if len(inside) > 1 and not crossing and all(one.of == (one.label,) for one in inside):
                first = track.index(inside[0])
                track[first] = Rendered(merged, (merged,), join([one.body for one in inside]))
                self.renderings[language] = [one for one in track if one not in inside[1:]]
            else:
                for one in track:
                    one.of = _swapped(one.of, gone, (merged,))
        for label in labels:
            self._decide(label, MERGED, (merged,))
        self._settle()
        return merged

    def remove(self, label: str, reason: str = "") -> None:
        """Take a sentence out, and what renders nothing else."""
        del self.originals[self._at(label)]
        self._decide(label, DELETED, (), reason)
        lost = []
        for language, track in self.renderings.items():
            for one in track:
                one.of = tuple(other for other in one.of if other != label)
            lost += [one.label for one in track if not one.of]
            self.renderings[language] = [one for one in track if one.of]
        self._settle()
        self._retire(lost, DELETED, (), reason)

    def move(self, label: str, *, after: str) -> None:
        """Put a sentence behind another, or first."""
        if label == after:
            raise NotDone(f"s{label} can't stand after itself.")
        moved = self.original(label)
        if after:
            self._at(after)
        self.originals.remove(moved)
        self.originals.insert(self._at(after) + 1 if after else 0, moved)
        self._settle()

    def render(self, language: str, label: str, body: R) -> str:
        """The first rendering of a sentence in a language."""
        self._at(label)
        track = self.renderings.setdefault(language, [])
        for one in track:
            if label in one.of:
                raise NotDone(f"s{label} is rendered in s{one.label} already: change that one.")
        track.append(Rendered(label, (label,), body))
        self._settle()
        return label

    def split_rendering(self, language: str, label: str, bodies: Sequence[R]) -> tuple[str, ...]:
        """Only the rendering becomes parts, each of the same originals."""
        whole = self.rendering(language, label)
        track = self.renderings[language]
        parts = self._parts(label, len(bodies))
        at = track.index(whole)
        track[at : at + 1] = [
            Rendered(part, whole.of, body) for part, body in zip(parts, bodies, strict=True)
        ]
        self._settle()
        self._retire([label], SPLIT, parts)
        return parts

    def merge_renderings(self, language: str, labels: Sequence[str], body: R) -> str:
        """Neighbours of one track become one rendering of all that they rendered."""
        track = self.renderings.get(language, [])
        at = self._run([one.label for one in track], labels)
        of = {label for one in track[at : at + len(labels)] for label in one.of}
        merged = Rendered("", tuple(one.label for one in self.originals if one.label in of), body)
        track[at : at + len(labels)] = [merged]
        self._settle()
        self._retire(labels, MERGED, (merged.label,))
        return merged.label

    def align(self, language: str, label: str, of: Sequence[str]) -> str:
        """Say anew what a rendering renders. Returns the label it carries then."""
        one = self.rendering(language, label)
        wanted = set(of)
        unknown = sorted(wanted - {original.label for original in self.originals})
        if unknown:
            raise NoSuchSentence(f"There is no sentence s{unknown[0]} to render.")
        if not wanted:
            raise NotDone(f"Say which sentences s{label} renders: at least one.")
        one.of = tuple(original.label for original in self.originals if original.label in wanted)
        self._settle()
        return one.label

    def settle(self) -> None:
        """Put right what was stored without these acts: renderings of nothing go, labels are where they belong."""
        lost = [one.label for track in self.renderings.values() for one in track if not one.of]
        for language, track in self.renderings.items():
            self.renderings[language] = [one for one in track if one.of]
        self._settle()
        self._retire(lost, DELETED, ())

    def carried(self) -> set[str]:
        """Every label a sentence or a rendering has now."""
        tracks = self.renderings.values()
        return {one.label for one in self.originals} | {one.label for track in tracks for one in track}

    def _at(self, label: str) -> int:
        for at, one in enumerate(self.originals):
            if one.label == label:
                return at
        raise NoSuchSentence(f"There is no sentence s{label} to change.")

    def _run(self, standing: list[str], labels: Sequence[str]) -> int:
        if len(labels) < 2:
            raise NotDone("Name at least two sentences to join.")
        if labels[0] not in standing:
            raise NoSuchSentence(f"There is no sentence s{labels[0]} to change.")
        at = standing.index(labels[0])
        if standing[at : at + len(labels)] != list(labels):
            said = " + ".join(f"s{label}" for label in labels)
            raise NotDone(f"{said}: only sentences that follow each other can be joined.")
        return at

    def _number(self) -> str:
        number = max(self.next_number, max((number_of(label) for label in self.given), default=0) + 1)
        self.next_number = number + 1
        self.given.add(str(number))
        return str(number)

    def _parts(self, label: str, count: int) -> tuple[str, ...]:
        if count < 2:
            raise NotDone("A sentence is split into two parts at least.")
        parts = parts_of(label, count, self.given)
        if max(map(len, parts)) > LONGEST:  # split in a split in a split: whole numbers from here
            return tuple(self._number() for _ in range(count))
        self.given.update(parts)
        return parts

    def _decide(self, label: str, fate: str, successors: Sequence[str], reason: str = "") -> None:
        if label in self.fates:
            raise NotDone(f"What became of s{label} is decided already.")
        self.fates[label] = (fate, tuple(successors), reason)

    def _retire(self, labels: Sequence[str], fate: str, successors: Sequence[str], reason: str = "") -> None:
        carried = self.carried()
        for label in labels:
            if label not in carried and label not in self.fates:
                self._decide(label, fate, successors, reason)

    def _settle(self) -> None:
        """Give each rendering the label it should carry now, and put each track into the originals' order."""
        order = {one.label: at for at, one in enumerate(self.originals)}
        renamed: list[tuple[str, str]] = []
        for track in self.renderings.values():
            track.sort(key=lambda one: min(order[label] for label in one.of))
            times_rendered = Counter(label for one in track for label in one.of)
            for one in track:
                one.of = tuple(sorted(one.of, key=order.__getitem__))
                before = one.label
                if len(one.of) == 1 and times_rendered[one.of[0]] == 1:
                    one.label = one.of[0]
                elif not before or before in order or before in self.fates:
                    one.label = self._number()
                if before and one.label != before:
                    renamed.append((before, one.label))
        for before, now in renamed:
            self._retire([before], MERGED, (now,))


def _swapped(of: tuple[str, ...], gone: set[str], parts: Sequence[str]) -> tuple[str, ...]:
    if not gone & set(of):
        return of
    return tuple(dict.fromkeys([label for label in of if label not in gone] + list(parts)))
