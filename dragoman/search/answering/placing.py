"""Finding in a clip the sentences where it was said, by the terms alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.search.index.holding import Place, places_of, stems_of
from dragoman.search.index.nodes import Begins, Leaf, Node, Said, voices_wanted, words_wanted
from dragoman.search.index.terms import Line, Shown, Side
from dragoman.search.index.writing import Lines

MOST_PLACES = 300
_MOST_LINES = 60


@dataclass(slots=True)
class Found:
    """Sentences that belong together: a hit, or two that a phrase runs across.

    ``lines`` are places in the clip's lines; ``wanted`` which of the words that were asked for stand there.
    """

    labels: tuple[str, ...]
    lines: tuple[int, ...]
    wanted: frozenset[int]


@dataclass(slots=True)
class Placed:
    """All that was found in one clip. ``marks`` are places of terms, by line."""

    lines: Lines
    found: list[Found] = field(default_factory=list)
    about: list[int] = field(default_factory=list)
    marks: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    spoken: dict[str, int] = field(default_factory=dict)
    """Where the sentences that were found stand in the original, by label."""


def placed_in(body: Shown, node: Node, forms: str = "") -> Placed:
    """Where a clip says what is asked: the sentences with most of it first, then in their order.

    ``forms`` are those of the clip, where beginnings of words are asked for.
    """
    placed, wanted = Placed(Lines(body)), defaultdict[tuple[int, ...], set[int]](set)
    for leaf_at, leaf in enumerate(leaves_of(node, forms)):
        for place in places_of(leaf, body.words, MOST_PLACES):
            first = placed.lines.at(place.first)
            last = first if place.first == place.last else placed.lines.at(place.last)
            run = (first,) if first == last else tuple(range(first, last + 1))
            wanted[run].add(leaf_at)
            for at in run:
                placed.marks[at].append(place)
    voices = voices_wanted(node)
    ranked = sorted(wanted.items(), key=lambda item: (-len(item[1]), item[0]))
    grouped: dict[tuple[str, ...], Found] = {}
    for run, leaves in ranked[:_MOST_LINES]:
        _place(placed, grouped, run, frozenset(leaves), voices)
    placed.found = sorted(_without_parts(grouped), key=lambda one: (-len(one.wanted), _place_of(placed, one)))
    return placed


def leaves_of(node: Node, forms: str) -> list[Said]:
    """The words asked for, beginnings as the stems this clip has for them."""
    return [_said(leaf, forms) for leaf in words_wanted(node)]


def _said(leaf: Leaf, forms: str) -> Said:
    return stems_of(leaf, forms) if isinstance(leaf, Begins) else leaf


def _place(
    placed: Placed,
    grouped: dict[tuple[str, ...], Found],
    run: tuple[int, ...],
    leaves: frozenset[int],
    voices: frozenset[str],
) -> None:
    lines = [placed.lines[at] for at in run]
    if lines[0].side is Side.ABOUT:
        placed.about.append(run[0])
        return
    if voices and placed.lines.voice(lines[0].voice).slug not in voices:
        return
    for at, line in zip(run, lines, strict=True):
        places = (at,) if line.side is Side.ORIGINAL else line.beside
        placed.spoken |= {
            label: place for label, place in zip(_originals(line), places, strict=True) if place >= 0
        }
    labels = tuple(dict.fromkeys(label for line in lines for label in _originals(line)))
    known = grouped.get(labels)
    if known is None:
        grouped[labels] = Found(labels, run, leaves)
        return
    known.lines = tuple(sorted({*known.lines, *run}))
    known.wanted |= leaves


def _originals(line: Line) -> tuple[str, ...]:
    return line.of or (line.label,)


def _without_parts(grouped: dict[tuple[str, ...], Found]) -> Iterable[Found]:
    """Where a phrase runs across two sentences, neither of them is a passage by itself."""
    longer = [one for one in grouped.values() if len(one.labels) > 1]
    for one in grouped.values():
        whole = next(
            (other for other in longer if other is not one and set(one.labels) < set(other.labels)), None
        )
        if whole is None:
            yield one
        else:
            whole.lines = tuple(sorted({*whole.lines, *one.lines}))
            whole.wanted |= one.wanted


def _place_of(placed: Placed, one: Found) -> tuple[bool, int, str]:
    """In the order they are spoken; what has no original any more comes last."""
    label = one.labels[0]
    return label not in placed.spoken, placed.spoken.get(label, 0), label
