"""Passages as readers see them: the words in both languages, what was asked for marked, the second, the speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.search.analysis.analyser import terms_of
from dragoman.search.answering.answers import Hit, Passage, Run, Words
from dragoman.search.answering.placing import Found, Placed
from dragoman.search.index.holding import Place
from dragoman.search.index.terms import Shown, Side, day_of
from dragoman.search.index.writing import Lines

PASSAGES = 3
"""So many of a clip are shown; the others are counted."""
_LONGEST = 600


def hit_of(docid: int, body: Shown, placed: Placed, language: str) -> Hit:
    """A clip as an answer; with what stands about it where no sentence has the words."""
    shown = [_passage(placed, one, language) for one in placed.found[:PASSAGES]]
    if not shown and placed.about:
        shown = [_about(placed, placed.about[0], language)]
    if not shown:
        shown = [one for one in (_first(placed, language),) if one is not None]
    more = max(0, len(placed.found) - PASSAGES)
    return Hit(body.number, body.slug, body.edition, day_of(docid), tuple(shown), more)


def runs_of(lines: Lines, at: int, marks: Sequence[Place]) -> tuple[Run, ...]:
    """A line's text with the terms at these places marked; only a line that has some is analysed again."""
    line = lines[at]
    if not marks:
        return _shortened([Run(line.text)])
    terms, start = terms_of(line.text, line.language), lines.starts[at]
    spans: list[list[int]] = []
    for place in sorted(set(marks)):
        first = lines.words.count(b" ", start, place.first)
        end = lines.words.count(b" ", start, place.last)
        last = min(len(terms) - 1, end)
        if first > last:
            continue
        left, right = terms[first].start, max(term.end for term in terms[first : last + 1])
        if place.is_open and end == last:  # of a pair of characters the first alone
            right = terms[last].start + 1
        if spans and left <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], right)
        else:
            spans.append([left, right])
    return _shortened(_cut(line.text, spans))


def _cut(text: str, spans: list[list[int]]) -> list[Run]:
    runs, at = [], 0
    for start, end in spans:
        if start > at:
            runs.append(Run(text[at:start]))
        runs.append(Run(text[start:end], is_hit=True))
        at = end
    if at < len(text):
        runs.append(Run(text[at:]))
    return runs


def _shortened(runs: list[Run]) -> tuple[Run, ...]:
    """A very long sentence, around its first hit."""
    if sum(len(run.text) for run in runs) <= _LONGEST:
        return tuple(runs)
    first = next((at for at, run in enumerate(runs) if run.is_hit), 0)
    before = runs[first - 1].text if first else ""
    kept, left = ([Run("… " + before[-_LONGEST // 4 :].partition(" ")[2])] if before else []), _LONGEST
    for run in runs[first:]:
        if left <= 0:
            kept.append(Run(" …"))
            break
        kept.append(
            run if run.is_hit or len(run.text) <= left else Run(run.text[:left].rpartition(" ")[0] + " …")
        )
        left -= len(run.text)
    return tuple(kept)


def _passage(placed: Placed, found: Found, language: str) -> Passage:
    lines = placed.lines
    originals = [placed.spoken[label] for label in found.labels if label in placed.spoken]
    renderings = sorted({at for label in found.labels for at in _renderings(placed, label)})
    translated = _track(placed, renderings, language)
    spoken = [lines[at] for at in originals] or [lines[at] for at in found.lines]
    voice = lines.voice(spoken[0].voice)
    return Passage(
        labels=found.labels,
        in_ms=spoken[0].in_ms,
        out_ms=spoken[-1].out_ms,
        speaker=voice.name,
        speaker_slug=voice.slug,
        role=voice.role,
        translation=_words(placed, translated),
        original=_words(placed, originals),
    )


def _renderings(placed: Placed, label: str) -> Iterable[int]:
    """Which lines render a sentence; where the sentence itself is withheld, they are looked for."""
    lines = placed.lines
    if label in placed.spoken:
        return lines[placed.spoken[label]].beside
    return (at for at in range(len(lines)) if lines[at].side is Side.TRANSLATION and label in lines[at].of)


def _track(placed: Placed, renderings: list[int], language: str) -> list[int]:
    """The lines of one translation: one with a hit, the reader's before others."""
    by_language: dict[str, list[int]] = {}
    for at in renderings:
        by_language.setdefault(placed.lines[at].language, []).append(at)
    if not by_language:
        return []
    best = min(
        by_language,
        key=lambda tag: (
            not any(at in placed.marks for at in by_language[tag]),
            tag.partition("-")[0] != language.partition("-")[0],
            tag,
        ),
    )
    return by_language[best]


def _words(placed: Placed, chosen: list[int]) -> Words | None:
    if not chosen:
        return None
    runs: list[Run] = []
    for at in chosen:
        if runs:
            runs.append(Run(" "))
        runs += runs_of(placed.lines, at, placed.marks.get(at, ()))
    return Words(placed.lines[chosen[0]].language, tuple(runs))


def _about(placed: Placed, at: int, language: str) -> Passage:
    """A line about the clip; with a name or a role, the first words of whoever bears it."""
    line = placed.lines[at]
    spoken = _first(placed, language, line.voice) if line.voice else None
    if spoken is not None:
        return spoken
    words = Words(line.language, runs_of(placed.lines, at, placed.marks.get(at, ())))
    return Passage((), None, None, "", "", "", words, None, line.label)


def _first(placed: Placed, language: str, voice: str = "") -> Passage | None:
    """The first sentence of a clip, or of one speaker in it."""
    for at in range(len(placed.lines)):
        line = placed.lines[at]
        if line.side is Side.ORIGINAL and (not voice or line.voice == voice):
            placed.spoken[line.label] = at
            return _passage(placed, Found((line.label,), (at,), frozenset()), language)
    return None
