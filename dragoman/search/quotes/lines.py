"""Reading lines of the index, and proposing those that a quotation might be."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import regex

from dragoman.lib.record.quotation.pieces import Pieces
from dragoman.lib.record.quotation.words import Word, composed, words_of
from dragoman.publications.selectors import restricted_here
from dragoman.search.quotes.anchors import Common, anchors_of, keys_of

_MOST_ROWS, _MOST_OF_ONE = 9_000, 3_000
_BEST, _LOOKED_AT, _COPIES = 24, 600, 8
_MOST_OF_CLIP = 600
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_MARKS = ".,;:!?…“”‘’\"'«»()[]—–-،؛؟"
_COLUMNS = (
    "l.id, l.number, l.label, l.of, l.side, l.language, l.first, l.last, l.in_ms, l.out_ms, l.text,"
    " l.until, l.note, v.name, v.original, v.role, c.slug, c.latest, c.gaps, c.first_id, c.last_id"
    " FROM lines l JOIN clips c ON c.number = l.number LEFT JOIN voices v ON v.id = l.voice"
)


@dataclass(frozen=True)
class Line:
    """A row of the index, with its words read once."""

    id: int
    number: int
    label: str
    of: str
    side: str
    language: str
    first: int
    last: int
    in_ms: int | None
    out_ms: int | None
    text: str
    until: str | None
    note: str | None
    voice: str | None
    voice_original: str | None
    role: str | None
    slug: str
    latest: int
    gaps_kept: str
    first_id: int
    last_id: int

    @cached_property
    def shown(self) -> str:
        """The text that positions of words count in."""
        return composed(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.shown, self.language)

    @property
    def is_current(self) -> bool:
        return not self.until and self.last == self.latest

    @property
    def labels(self) -> tuple[str, ...]:
        """The sentences it is, or renders."""
        return tuple(self.of.split()) or (self.label,)

    @property
    def gaps(self) -> list[tuple[int, int]]:
        return [(at, length) for at, length in json.loads(self.gaps_kept)]


class Reader:
    """Questions to one open index."""

    def __init__(self, index: sqlite3.Connection, common: Common) -> None:
        self._index, self._common = index, common
        self._last: tuple[set[str], tuple[dict[int, int], dict[int, int]]] = (set(), ({}, {}))

    def proposed(self, pieces: Pieces, number: int | None = None) -> list[Line]:
        """The lines that share most rare words with a quotation, best first; all of one number, if given."""
        if number is not None:
            return self._where(
                "l.id BETWEEN (SELECT first_id FROM clips WHERE number = ?1) AND"
                " (SELECT last_id FROM clips WHERE number = ?1) ORDER BY l.id LIMIT ?2",
                (number, _MOST_OF_CLIP),
            )
        return self.lines(self._best(self._terms(pieces)))

    def holding(self, pieces: Pieces, names: Collection[str] = ()) -> list[Line]:
        """Some lines that stand and share every rare word with a quotation; spoken by one of the names, if given.

        Names are patterns of keys, as ``name_key`` writes them. For words that so many have spoken that those
        proposed can't tell who didn't.
        """
        terms = " ".join(f'"{term}"' for term in self._terms(pieces))
        if not terms:
            return []
        condition = (
            "l.id IN (SELECT rowid FROM anchors WHERE anchors MATCH ?1)"
            " AND l.until IS NULL AND l.last = c.latest"
        )
        if names:
            condition += (
                " AND l.voice IN (SELECT n.voice FROM names n JOIN json_each(?2) asked"
                " ON n.key LIKE asked.value)"
            )
        values = (terms, json.dumps(sorted(names))) if names else (terms,)
        return self._where(f"{condition} LIMIT {_COPIES}", values)

    def _terms(self, pieces: Pieces) -> set[str]:
        terms: set[str] = set()
        for run in pieces.runs:
            terms |= anchors_of(keys_of(run), self._common)
        return terms

    def lines(self, ids: list[int]) -> list[Line]:
        marks = ",".join("?" * len(ids))
        found = {line.id: line for line in self._where(f"l.id IN ({marks})", tuple(ids))}
        return [found[key] for key in ids if key in found]

    def after(self, line: Line, *, most: int = 60) -> list[Line]:
        """The lines of the same side that follow in the same clip and stand."""
        return self._where(
            "l.id > ? AND l.id <= ? AND l.side = ? AND l.language = ? AND l.until IS NULL ORDER BY l.id LIMIT ?",
            (line.id, line.last_id, line.side, line.language, most),
        )

    def before(self, line: Line, *, most: int = 60) -> list[Line]:
        """The lines of the same side that go before in the same clip and stand, the nearest first."""
        return self._where(
            "l.id >= ? AND l.id < ? AND l.side = ? AND l.language = ? AND l.until IS NULL"
            " ORDER BY l.id DESC LIMIT ?",
            (line.first_id, line.id, line.side, line.language, most),
        )

    def beside(self, line: Line) -> list[Line]:
        """The other side of a line's sentences, as they stand."""
        found = self._where(
            "l.id BETWEEN ? AND ? AND l.until IS NULL AND NOT (l.side = ? AND l.language = ?) ORDER BY l.id",
            (line.first_id, line.last_id, line.side, line.language),
        )
        return [one for one in found if set(one.labels) & set(line.labels)]

    def now_at(self, line: Line) -> Line | None:
        """What stands today in the place of a line that stood once."""
        found = self._where(
            "l.id BETWEEN ? AND ? AND l.until IS NULL AND l.side = ? AND l.language = ? AND l.label = ?",
            (line.first_id, line.last_id, line.side, line.language, line.label),
        )
        return found[0] if found else None

    def retracted(self, shingles: set[bytes]) -> tuple[int, str, str] | None:
        """(number, when, why) of the withdrawn clip one line of which holds all these runs of words."""
        if not shingles:
            return None
        marks = ",".join("?" * len(shingles))
        return self._index.execute(  # type: ignore[no-any-return]  # a row
            "SELECT c.number, c.withdrawn_at, c.reason FROM retracted r JOIN clips c ON c.number = r.number"  # noqa: S608  marks only
            f" WHERE r.shingle IN ({marks}) GROUP BY r.number, r.line HAVING COUNT(*) = ? LIMIT 1",
            (*shingles, len(shingles)),
        ).fetchone()

    def people_named(self, keys: set[str]) -> set[str]:
        """Those of the names that somebody on record bears; keys are as ``name_key`` writes them."""
        asked = list(keys)[:900]
        marks = ",".join("?" * len(asked))
        rows = self._index.execute(f"SELECT DISTINCT key FROM names WHERE key IN ({marks})", asked)  # noqa: S608
        return {row[0] for row in rows}

    def an_example(self) -> Line | None:
        """A current rendering of fair length, to show how checking works."""
        found = self._where(
            "l.until IS NULL AND l.side = 'translation' AND length(l.text) BETWEEN 30 AND 160"
            " ORDER BY l.id DESC LIMIT 1",
            (),
        )
        return found[0] if found else None

    def nearest(self, pieces: Pieces) -> list[Line]:
        """The lines that share most words with a quotation, among the many that share a rare one with it."""
        scores, _ = self._scored(self._terms(pieces))
        ids = heapq.nlargest(_LOOKED_AT, scores, key=scores.__getitem__)
        marks = ",".join("?" * len(ids))
        wanted = set(_rough(pieces.text))
        found = self._index.execute(f"SELECT id, text FROM lines WHERE id IN ({marks})", ids)  # noqa: S608  marks only
        near = heapq.nlargest(
            _BEST, ((len(wanted & set(parts := _rough(text))), -len(parts), key) for key, text in found)
        )
        return self.lines([key for _, _, key in near])

    def _best(self, terms: set[str]) -> list[int]:
        """Those that share most; of lines that share the very same terms, as copies do, a few stand for all."""
        scores, shared = self._scored(terms)
        copies: Counter[int] = Counter()
        best: list[int] = []
        for key in heapq.nlargest(_LOOKED_AT, scores, key=scores.__getitem__):
            copies[shared[key]] += 1
            if copies[shared[key]] <= _COPIES:
                best.append(key)
        return best[:_BEST]

    def _scored(self, terms: set[str]) -> tuple[dict[int, int], dict[int, int]]:
        """By line: how much it shares with the terms, rare ones counting more, and which, as bits."""
        if terms == self._last[0]:
            return self._last[1]
        lists = []
        for term in terms:
            rows = self._index.execute(
                "SELECT rowid FROM anchors WHERE anchors MATCH ? LIMIT ?", (f'"{term}"', _MOST_OF_ONE)
            ).fetchall()
            if rows:
                lists.append(rows)
        lists.sort(key=len)
        scores: defaultdict[int, int] = defaultdict(int)
        shared: defaultdict[int, int] = defaultdict(int)
        read = 0
        for at, rows in enumerate(lists):
            if read and read + len(rows) > _MOST_ROWS:
                break
            read += len(rows)
            weight, bit = 3 if len(rows) < 50 else 2 if len(rows) < 500 else 1, 1 << at
            for (key,) in rows:
                scores[key] += weight
                shared[key] |= bit
        self._last = terms, (scores, shared)
        return self._last[1]

    def _where(self, condition: str, values: tuple[object, ...]) -> list[Line]:
        rows = self._index.execute(f"SELECT {_COLUMNS} WHERE {condition}", values)
        lines, hidden = [Line(*row) for row in rows], restricted_here()
        return [line for line in lines if line.number not in hidden] if hidden else lines


def _rough(text: str) -> list[str]:
    """Words, or characters where words have no spaces: near enough to choose whom to compare."""
    if _UNSPACED.search(text):
        return [ch for ch in text if ch.isalnum()]
    return [word.strip(_MARKS) for word in text.lower().split()]
