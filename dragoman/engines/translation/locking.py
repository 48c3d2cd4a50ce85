"""Locked terms behind placeholders, for engines that translate whatever they see."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dragoman.engines.translation.checks import term_pattern, terms_in
from dragoman.engines.translation.port import LockedTerm

_TOKEN = regex.compile(r"__T\d+__")
_BROKEN = regex.compile(r"_+T_*\d+_+|__T\d|\d+__")


@dataclass(frozen=True, slots=True)
class LockedText:
    """A text with ``__T0__``, ``__T1__``… where its terms were, and what each stands for."""

    text: str
    targets: tuple[str, ...]

    def unlock(self, output: str) -> str | None:
        """The output with its terms in place; None unless every placeholder is there exactly once."""
        expected = [f"__T{index}__" for index in range(len(self.targets))]
        if sorted(_TOKEN.findall(output)) != sorted(expected):
            return None
        parts = _TOKEN.split(output)
        if any(_BROKEN.search(part) for part in parts):
            return None
        return _TOKEN.sub(lambda match: self.targets[int(match.group()[3:-2])], output)


def lock(text: str, terms: tuple[LockedTerm, ...]) -> LockedText:
    """Each occurrence of a term gets a placeholder of its own; of two that overlap the longer wins."""
    if _TOKEN.search(text):
        return LockedText(text, ())
    taken: list[tuple[int, int, str]] = []
    for term in terms_in(text, terms):
        for match in term_pattern(term).finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end, _ in taken):
                taken.append((match.start(), match.end(), term.target))
    taken.sort()
    locked, at = "", 0
    for index, (start, end, _) in enumerate(taken):
        locked += f"{text[at:start]}__T{index}__"
        at = end
    return LockedText(locked + text[at:], tuple(target for _, _, target in taken))
