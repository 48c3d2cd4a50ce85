"""Writing what is on record into the index, and taking it out again with its terms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b

from dragoman.lib.record.quotation.words import Word, composed, words_of
from dragoman.search.quotes.anchors import Common, anchors_of, keys_of
from dragoman.search.quotes.terms import ClipTexts, Text

_SHINGLE = 6


class Writer:
    """Fills one open index. Every number is written whole, in place of what was there."""

    def __init__(self, index: sqlite3.Connection, common: Common) -> None:
        self._index, self._common = index, common
        self._voices: dict[tuple[str, str, str], int] = {}
        self._next = index.execute("SELECT COALESCE(MAX(last_id), 0) + 1 FROM clips").fetchone()[0]
        highest = index.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM lines").fetchone()[0]
        self._next = max(self._next, highest)

    def replace(self, clip: ClipTexts) -> None:
        self.remove(clip.number)
        self.add([clip])

    def add(self, clips: Iterable[ClipTexts]) -> int:
        """Write numbers the index doesn't have yet. Returns how many texts."""
        lines: list[tuple[object, ...]] = []
        terms: list[tuple[int, str]] = []
        heads: list[tuple[object, ...]] = []
        for clip in clips:
            first = self._next
            if clip.is_withdrawn:
                self._retract(clip)
            else:
                for text in clip.texts:
                    lines.append(self._line(clip.number, text))
                    terms.append((self._next, self._terms(text)))
                    self._next += 1
            gaps = json.dumps(clip.gaps)
            heads.append(
                (
                    clip.number,
                    clip.slug,
                    clip.latest,
                    first,
                    self._next - 1,
                    gaps,
                    clip.withdrawn_at,
                    clip.reason,
                )
            )
        self._index.executemany("INSERT INTO clips VALUES (?,?,?,?,?,?,?,?)", heads)
        self._index.executemany("INSERT INTO lines VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", lines)
        self._index.executemany("INSERT INTO anchors (rowid, terms) VALUES (?, ?)", terms)
        return len(lines)

    def remove(self, number: int) -> None:
        """Take a number out: its terms first, which the index can't find again without the words."""
        row = self._index.execute(
            "SELECT first_id, last_id FROM clips WHERE number = ?", (number,)
        ).fetchone()
        if row is not None:
            found = self._index.execute("SELECT id, language, text FROM lines WHERE id BETWEEN ? AND ?", row)
            self.remove_lines(found.fetchall())
            self._index.execute("DELETE FROM clips WHERE number = ?", (number,))
        self._index.execute("DELETE FROM retracted WHERE number = ?", (number,))

    def remove_lines(self, rows: Iterable[tuple[int, str, str]]) -> None:
        for key, language, text in rows:
            words = words_of(composed(text), language)
            terms = " ".join(sorted(anchors_of(keys_of(words), self._common)))
            self._index.execute(
                "INSERT INTO anchors (anchors, rowid, terms) VALUES ('delete', ?, ?)", (key, terms)
            )
            self._index.execute("DELETE FROM lines WHERE id = ?", (key,))

    def _terms(self, text: Text) -> str:
        words = words_of(composed(text.text), text.language)
        return " ".join(sorted(anchors_of(keys_of(words), self._common)))

    def _line(self, number: int, text: Text) -> tuple[object, ...]:
        return (
            self._next,
            number,
            text.label,
            " ".join(text.of),
            text.side,
            text.language,
            text.first,
            text.last,
            text.in_ms,
            text.out_ms,
            self._voice(text),
            text.text,
            text.until or None,
            text.note or None,
        )

    def _voice(self, text: Text) -> int | None:
        if not text.voice and not text.voice_original:
            return None
        key = (text.voice, text.voice_original, text.role)
        if key not in self._voices:
            self._index.execute("INSERT OR IGNORE INTO voices (name, original, role) VALUES (?,?,?)", key)
            row = self._index.execute(
                "SELECT id FROM voices WHERE name = ? AND original = ? AND role = ?", key
            ).fetchone()
            self._voices[key] = row[0]
            names = {name_key(name) for name in key[:2]} - {""}
            self._index.executemany(
                "INSERT OR IGNORE INTO names VALUES (?, ?)", [(name, row[0]) for name in names]
            )
        return self._voices[key]

    def _retract(self, clip: ClipTexts) -> None:
        """Hashes of runs of six words: enough to know the words again, too little to read them."""
        rows = [
            (shingle, clip.number, at)
            for at, text in enumerate(clip.texts)
            for shingle in shingles_of(words_of(composed(text.text), text.language))
        ]
        self._index.executemany("INSERT OR IGNORE INTO retracted VALUES (?,?,?)", rows)


def name_key(name: str) -> str:
    return " ".join(word.bare for word in words_of(composed(name)))


def shingles_of(words: tuple[Word, ...]) -> set[bytes]:
    keys = keys_of(words)
    size = min(_SHINGLE, len(keys))
    if not size:
        return set()
    return {
        blake2b(" ".join(keys[at : at + size]).encode(), digest_size=12).digest()
        for at in range(len(keys) - size + 1)
    }
