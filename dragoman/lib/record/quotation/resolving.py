"""Which sentences of one clip a quotation in its summary is from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.lib.record.quotation.extraction import Quoted, quotations_in
from dragoman.lib.record.quotation.matching import find_all
from dragoman.lib.record.quotation.pieces import pieces_of
from dragoman.lib.record.quotation.words import Word, composed, words_of

_LEAST = 2
"""Words that are checked; a single one in marks may be a name or a doubt."""


@dataclass(frozen=True, slots=True)
class Track:
    """The words of a clip on one side, in order, each with the label of its sentence."""

    language: str
    words: tuple[Word, ...]
    labels: tuple[str, ...]

    @classmethod
    def of(cls, language: str, sentences: Iterable[tuple[str, str]]) -> Track:
        """``sentences`` are labels with their texts."""
        found = [(word, label) for label, text in sentences for word in words_of(composed(text), language)]
        return cls(language, tuple(word for word, _ in found), tuple(label for _, label in found))


@dataclass(frozen=True, slots=True)
class Resolved:
    """A quotation of two words or more; ``labels`` are the sentences it is from, empty where it is from none."""

    text: str
    labels: tuple[str, ...]


def resolve_quotations(text: str, tracks: Iterable[Track]) -> tuple[Resolved, ...]:
    """Every quotation of a text, in order. What was left out or put in between is as the quotation's marks say."""
    known = tuple(tracks)
    found = (_resolved(quoted, known) for quoted in quotations_in(text))
    return tuple(one for one in found if one is not None)


def _resolved(quoted: Quoted, tracks: tuple[Track, ...]) -> Resolved | None:
    if len(words_of(quoted.text)) < _LEAST:
        return None
    for text in (quoted.text, *quoted.others):
        for track in tracks:
            spans = find_all(pieces_of(text, track.language).runs, track.words)
            if spans:
                labels = [label for start, end in spans for label in track.labels[start:end]]
                return Resolved(text, tuple(dict.fromkeys(labels)))
    return Resolved(quoted.text, ())
