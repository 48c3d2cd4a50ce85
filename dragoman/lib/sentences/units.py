"""Sentences out of recognised words, each with its time and small enough for one row of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.lib.sentences.profiles import profile
from dragoman.lib.sentences.splitting import boundaries
from dragoman.lib.timecode import Span

LONGEST_MS = 20_000
LONGEST_CHARACTERS = 200

_PAUSE_MS = 600  # ends a sentence where the recogniser writes no punctuation
_SILENCE_MS = 2_500  # ends one whatever it writes
_SENTENCE_MARKS = ".!?…。！？؟۔।॥።"
_CLAUSE_MARKS = ",;:،؛，；：、—–"
_CLOSERS = "\"'”’»›)]}」』）】》"
_WORDS_A_MARK = 40  # a punctuated text has a sentence mark at least this often


class TimedWord(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class SentenceUnit:
    """A sentence, or a part of one too long for a row. It holds the words ``[first, end)``."""

    span: Span
    text: str
    first: int
    end: int


def join_words(words: Sequence[str], language: str) -> str:
    """Words as running text: with spaces, or without where the language writes none.

    Between two words of Latin letters or digits a space is kept in every language.
    """
    return _joined(words, profile(language).spaced)[0]


def units_from_words(words: Sequence[TimedWord], language: str) -> list[SentenceUnit]:
    """Every word in exactly one unit, in order.

    Sentences end at punctuation; where the recogniser writes none, at pauses of 0.6 s.
    """
    if not words:
        return []
    texts = [word.text for word in words]
    ends = _sentence_ends(words, texts, language)
    units = []
    first = 0
    for end in ends:
        for start, stop in _bounded(words, first, end, language):
            units.append(_unit(words, start, stop, language))
        first = end
    return units


def _sentence_ends(words: Sequence[TimedWord], texts: list[str], language: str) -> list[int]:
    text, offsets = _joined(texts, profile(language).spaced)
    marked = sum(_ends_with(word, _SENTENCE_MARKS) for word in texts)
    pause = _SILENCE_MS if marked * _WORDS_A_MARK >= len(texts) else _PAUSE_MS
    ends = {len(texts)}
    at = 0
    for boundary in boundaries(text, language):
        while at < len(offsets) and offsets[at] < boundary:
            at += 1
        ends.add(at)
    for index in range(1, len(words)):
        if words[index].span.in_ms - words[index - 1].span.out_ms >= pause:
            ends.add(index)
    return sorted(ends - {0})


def _bounded(words: Sequence[TimedWord], first: int, end: int, language: str) -> list[tuple[int, int]]:
    """The stretch itself when a row can carry it, else parted at its best place, again and again."""
    waiting, done = [(first, end)], []
    while waiting:
        start, stop = waiting.pop()
        unit = _unit(words, start, stop, language)
        fits = unit.span.duration_ms <= LONGEST_MS and len(unit.text) <= LONGEST_CHARACTERS
        if fits or stop - start == 1:
            done.append((start, stop))
            continue
        at = _best_cut(words, start, stop, language)
        waiting += [(at, stop), (start, at)]
    return done


def _best_cut(words: Sequence[TimedWord], start: int, stop: int, language: str) -> int:
    """After a comma, before a conjunction or at a pause, and near the middle."""
    leading = profile(language).leading
    half = (stop - start) / 2

    def worth(at: int) -> float:
        pause_ms = words[at].span.in_ms - words[at - 1].span.out_ms
        worth = min(pause_ms, 1_000) / 500
        worth += 2.0 * _ends_with(words[at - 1].text, _CLAUSE_MARKS)
        worth += 1.0 * (words[at].text.lower() in leading)
        return worth - 3 * abs(at - start - half) / half

    return max(range(start + 1, stop), key=worth)


def _unit(words: Sequence[TimedWord], first: int, end: int, language: str) -> SentenceUnit:
    text = join_words([word.text for word in words[first:end]], language)
    in_ms = words[first].span.in_ms
    out_ms = max(in_ms + 1, *(word.span.out_ms for word in words[first:end]))
    return SentenceUnit(Span(in_ms, out_ms), text, first, end)


def _joined(words: Sequence[str], spaced: bool) -> tuple[str, list[int]]:
    """The running text and where each word begins in it."""
    text, offsets = "", []
    for word in words:
        if text and word and (spaced or (_is_narrow(text[-1]) and _is_narrow(word[0]))):
            text += " "
        offsets.append(len(text))
        text += word
    return text, offsets


def _is_narrow(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _ends_with(word: str, marks: str) -> bool:
    bare = word.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in marks
