"""Which sentences of two languages belong together, whether one renders one, several or part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """The least that can be set side by side: places of originals and of the renderings that render them."""

    originals: tuple[int, ...]
    renderings: tuple[int, ...]


def beads(labels: Sequence[str], of: Sequence[Sequence[str]]) -> tuple[Bead, ...]:
    """Originals by label and, for each rendering, the labels it renders; in the order of the originals.

    An original that nothing renders is a bead without renderings. A rendering of labels that are not there is
    left out.
    """
    places = {label: place for place, label in enumerate(labels)}
    root = list(range(len(labels)))
    rendered: list[int | None] = []
    for wanted in of:
        found = [places[label] for label in wanted if label in places]
        for place in found[1:]:
            root[_root(root, place)] = _root(root, found[0])
        rendered.append(found[0] if found else None)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for place in range(len(labels)):
        groups.setdefault(_root(root, place), ([], []))[0].append(place)
    for at, first in enumerate(rendered):
        if first is not None:
            groups[_root(root, first)][1].append(at)
    return tuple(Bead(tuple(originals), tuple(renderings)) for originals, renderings in groups.values())


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place
