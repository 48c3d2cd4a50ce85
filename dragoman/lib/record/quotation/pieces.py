"""A quotation taken apart: the pieces said to be verbatim, and what the writer put in or left out between them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dragoman.lib.record.quotation.words import Word, composed, words_of

_GAP = regex.compile(r"[\[(（［]\s*(?:…+|\.{2,}|(?:\.\s){2,}\.|⋯+)\s*[\])）］]|…+|⋯+|\.{3,}|(?:\.\s){2,}\.")
_INSERTED = regex.compile(r"[\[［][^\[\]［］]{0,200}+[\]］]")
_BREAK = regex.compile(f"(?P<gap>{_GAP.pattern})|(?P<inserted>{_INSERTED.pattern})")


@dataclass(frozen=True, slots=True)
class Pieces:
    """``runs`` are the words of each piece, in order; ``inserted`` the writer's own words in brackets."""

    text: str
    runs: tuple[tuple[Word, ...], ...]
    inserted: tuple[str, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for run in self.runs for word in run)


def pieces_of(text: str, language: str = "") -> Pieces:
    """Take a quotation apart. Marks of omission at either end leave nothing out that anyone quoted."""
    text = composed(text)
    runs: list[tuple[Word, ...]] = []
    inserted: list[str] = []
    words = words_of(text, language)
    at = i = 0
    for match in _BREAK.finditer(text):
        if match["inserted"]:
            inserted.append(match["inserted"][1:-1].strip())
        i, run = _until(words, i, match.start())
        runs.append(run)
        at = match.end()
        while i < len(words) and words[i].start < at:
            i += 1
    runs.append(words[i:])
    return Pieces(text, tuple(run for run in runs if run), tuple(one for one in inserted if one))


def _until(words: tuple[Word, ...], i: int, end: int) -> tuple[int, tuple[Word, ...]]:
    first = i
    while i < len(words) and words[i].start < end:
        i += 1
    return i, words[first:i]
