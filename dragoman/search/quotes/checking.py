"""One quotation against the record. Hashes propose lines; only their words, in order, make anything exact."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dragoman.lib.record.quotation.matching import Alignment, Span, align, find_all
from dragoman.lib.record.quotation.pieces import Pieces, pieces_of
from dragoman.lib.record.quotation.words import Word, is_unspaced
from dragoman.search.quotes.filling import name_key, shingles_of
from dragoman.search.quotes.joining import Joined, joined
from dragoman.search.quotes.lines import Line, Reader
from dragoman.search.quotes.terms import Verdict

_ALIGNED = 6
_SIMILAR_FROM = 4
_LONG, _FEW = 8, 3
"""A sentence of so many words is known again whatever happened to so few of them."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found. ``spans`` are where the pieces stand in the words of ``line``."""

    verdict: Verdict
    pieces: Pieces
    line: Line | None = None
    spans: tuple[Span, ...] = ()
    join: Joined | None = None
    alignment: Alignment | None = None
    retracted: tuple[int, str, str] | None = None
    now: Line | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is said to have spoken and under which number, where the asker says so."""

    speaker: str = ""
    number: int | None = None
    names: frozenset[str] = frozenset()
    """Keys of names that stand near the quotation in its article."""

    @property
    def patterns(self) -> frozenset[str]:
        """Under which those asked for may be on record (SQL's LIKE): as ``speaks`` knows them, or more."""
        words = name_key(self.speaker).split()
        if len(words) == 1:
            return frozenset({words[0], f"% {words[0]}"})
        ends = range(len(words) + 1)
        return self.names | {" ".join(words[start:end]) for start in ends for end in ends[start + 1 :]}


def match_quotation(text: str, asked: Asked, reader: Reader) -> Match:
    """The best that the record has for a quotation. Words that stand go before words that stood."""
    pieces = pieces_of(text)
    if not pieces.runs:
        return Match(Verdict.TOO_SHORT, pieces)
    lines = reader.proposed(pieces, asked.number)
    if asked.speaker or asked.names:
        lines.sort(key=lambda line: not _is_by(line, asked))  # stable: the best of those asked for come first
    exact = _exact(pieces, lines, asked)
    if exact is not None and asked.number is None:
        exact = _surest(exact, asked, reader)
    if exact is not None and exact.line is not None and exact.line.is_current:
        return _by_whom(exact, asked)
    join = joined(pieces.words, lines, reader)
    if join is not None:
        return _by_whom(Match(Verdict.JOINED, pieces, join.parts[0][0], join=join), asked)
    if exact is not None and exact.line is not None:
        return Match(Verdict.SUPERSEDED, pieces, exact.line, exact.spans, now=reader.now_at(exact.line))
    retracted = reader.retracted(_shingles(pieces))
    if retracted is not None:
        return Match(Verdict.RETRACTED, pieces, retracted=retracted)
    if asked.number is None:
        lines = list({line.id: line for line in (*lines, *reader.nearest(pieces))}.values())
    return _altered(pieces, lines) or Match(Verdict.NOT_FOUND, pieces)


def speaks(line: Line, name: str) -> bool:
    """Whether a name is this line's speaker's: all of it, or its last word."""
    key = name_key(name)
    for known in (line.voice, line.voice_original):
        whole = name_key(known or "")
        if whole and key and (key == whole or key == whole.rpartition(" ")[2] or f" {whole} " in f" {key} "):
            return True
    return False


def _is_by(line: Line, asked: Asked) -> bool:
    if asked.speaker:
        return speaks(line, asked.speaker)
    return bool({name_key(line.voice or ""), name_key(line.voice_original or "")} & asked.names - {""})


def _surest(exact: Match, asked: Asked, reader: Reader) -> Match:
    """Before words are called superseded, or another's: all who ever said them are looked through."""
    line, lines = exact.line, []
    if line is not None and not line.is_current:
        lines = reader.holding(exact.pieces)
    elif line is not None and (asked.speaker or asked.names) and not _is_by(line, asked):
        lines = reader.holding(exact.pieces, asked.patterns)
    return (_exact(exact.pieces, [line, *lines], asked) if line and lines else None) or exact


def _by_whom(match: Match, asked: Asked) -> Match:
    """The words are right: is the person?"""
    line = match.line
    if line is None or not (line.voice or line.voice_original) or not (asked.speaker or asked.names):
        return match
    if _is_by(line, asked):
        return match
    return Match(Verdict.WRONG_SPEAKER, match.pieces, line, match.spans, match.join)


def _exact(pieces: Pieces, lines: list[Line], asked: Asked) -> Match | None:
    best: tuple[tuple[bool, bool, int], Match] | None = None
    for line in lines:
        runs = pieces.runs
        if line.language.split("-")[0] in {"tr", "az"}:
            runs = pieces_of(pieces.text, line.language).runs
        spans = find_all(runs, line.words)
        if spans is None:
            continue
        beyond = len(line.words) - sum(end - start for start, end in spans)
        is_asked = not (asked.speaker or asked.names) or _is_by(line, asked)
        rank = (not line.is_current, not is_asked, beyond)
        if best is None or rank < best[0]:
            best = (rank, Match(_how_exact(pieces, spans, beyond), pieces, line, spans))
    return best[1] if best else None


def _how_exact(pieces: Pieces, spans: tuple[Span, ...], beyond: int) -> Verdict:
    if len(spans) > 1 or pieces.inserted:
        return Verdict.SHORTENED
    return Verdict.PART if beyond else Verdict.EXACT


def _shingles(pieces: Pieces) -> set[bytes]:
    found: set[bytes] = set()
    for run in pieces.runs:
        found |= shingles_of(run)
    return found


def _altered(pieces: Pieces, lines: list[Line]) -> Match | None:
    words = pieces.words
    wanted = Counter(word.bare for word in words)
    ranked = sorted(
        lines,
        key=lambda line: (
            -(Counter(word.bare for word in line.words) & wanted).total(),
            not line.is_current,
            len(line.words),
        ),
    )
    best: tuple[tuple[int, bool], Match] | None = None
    for line in ranked[:_ALIGNED]:
        alignment = align(words, line.words)
        if alignment is None or not _is_accepted(alignment, words, line):
            continue
        verdict = Verdict.SIMILAR if alignment.edits >= _SIMILAR_FROM else Verdict.ALTERED
        rank = (alignment.edits, not line.is_current)
        if best is None or rank < best[0]:
            best = (rank, Match(verdict, pieces, line, alignment=alignment))
    return best[1] if best else None


def _is_accepted(alignment: Alignment, words: tuple[Word, ...], line: Line) -> bool:
    """Near enough to be the same sentence: measured on unrelated ones, of which few may pass."""
    length = len(words)
    if alignment.kept < 2:
        return False
    share = 0.5 if sum(is_unspaced(word.bare) for word in words) * 2 > length else 0.45
    if alignment.edits <= share * length:
        return True
    if alignment.edits <= _FEW and len(line.words) >= _LONG and alignment.kept >= _LONG - _FEW:
        return True
    return alignment.runs <= 3 and alignment.kept >= 5 and alignment.kept >= 0.45 * length
