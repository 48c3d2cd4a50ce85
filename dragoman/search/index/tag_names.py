"""Which tag a number stands for. A number is never given twice, so that what was once read stays right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache


class TagNames:
    """Those of one index, kept in the process."""

    def __init__(self) -> None:
        self._tags = dict[int, str]()

    def named(
        self, counts: Mapping[int, int], after: Callable[[int], list[tuple[int, str]]]
    ) -> dict[str, int]:
        """The counts by tag; ``after`` tells numbers and tags beyond a number."""
        if not counts.keys() <= self._tags.keys():
            self._tags.update(after(max(self._tags, default=0)))
        return {self._tags[one]: count for one, count in counts.items()}


@lru_cache(maxsize=2)
def tag_names_of(index: str) -> TagNames:
    """By the index's own name, which no other ever had."""
    return TagNames()
