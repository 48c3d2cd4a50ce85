"""The index in SQLite's FTS5: one file, without the texts themselves in the table that is searched."""

from __future__ import annotations

import json
import sqlite3
import time
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

from django.conf import settings

from dragoman.search.analysis.analyser import VERSION as ANALYSER
from dragoman.search.beside import (
    current_in,
    make_file,
    open_file,
    read_meta,
    reading_file,
    scrub,
    take_over,
    write_meta,
)
from dragoman.search.index.fts5_expression import can_say, expression, quoted
from dragoman.search.index.nodes import Node
from dragoman.search.index.port import IndexBusy, NoIndex, Progress, Rows, Words
from dragoman.search.index.sqlite_writing import SqliteWriter, stamp_in
from dragoman.search.index.tag_names import TagNames, tag_names_of
from dragoman.search.index.terms import Document, Named, Shown, Span, Stamp, number_of
from dragoman.search.index.writing import LAYOUT, batches

_VERSION = f"{LAYOUT}.{ANALYSER}"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE heads (docid INTEGER PRIMARY KEY, number INTEGER UNIQUE, tags BLOB);
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT UNIQUE, clips INTEGER);
CREATE TABLE bodies (docid INTEGER PRIMARY KEY, slug TEXT, edition INTEGER, starts BLOB, voices TEXT, words BLOB,
  lines BLOB);
CREATE TABLE others (docid INTEGER PRIMARY KEY, tags TEXT, languages TEXT, marks BLOB, turns TEXT, names TEXT,
  forms TEXT);
CREATE TABLE names (key TEXT, kind TEXT, value TEXT, names TEXT, clips INTEGER,
  PRIMARY KEY (key, kind, value, names)) WITHOUT ROWID;
CREATE INDEX names_of ON names (kind, value);
CREATE TABLE vocabulary (form TEXT PRIMARY KEY, clips INTEGER) WITHOUT ROWID;
CREATE TABLE languages (language TEXT PRIMARY KEY, clips INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE lookup USING fts5(terms, content='', columnsize=0, tokenize='ascii');
"""
_PAGES_AT_ONCE = 500


class SqliteIndex:
    """The file in the folder of the installation."""

    @property
    def folder(self) -> Path:
        return Path(settings.DATA_DIR) / "search"

    def stamp(self) -> Stamp | None:
        path = current_in(self.folder, _VERSION)
        if path is None:
            return None
        with reading_file(path) as index:
            return stamp_in(index)

    @contextmanager
    def reading(self, without: frozenset[int] = frozenset()) -> Iterator[SqliteReader]:
        path = self._path()
        with reading_file(path) as index:
            yield SqliteReader(index, without, tag_names_of(str(path)))

    @contextmanager
    def changing(self, patience_ms: int) -> Iterator[SqliteWriter]:
        path = self._path()
        try:
            with open_file(path, to_write=True, patience_ms=patience_ms) as index:
                yield SqliteWriter(index)
        except sqlite3.OperationalError as error:
            raise IndexBusy from error

    def build(self, documents: Iterable[Document], stamp: Stamp, progress: Progress | None = None) -> int:
        path, count = self.folder / f"index-{_VERSION}-{time.time_ns()}.sqlite3", 0
        with closing(make_file(path, _SCHEMA)) as index:
            index.execute("BEGIN")
            writer = SqliteWriter(index)
            for batch in batches(documents):
                writer.add(batch)
                count += len(batch)
                if progress:
                    progress(count)
            writer.set_stamp(stamp)
            index.execute("INSERT INTO lookup (lookup) VALUES ('optimize')")
            index.execute("COMMIT")
        take_over(path)
        return count

    def tidy(self) -> None:
        """A deleted term stays in FTS5's own pages until they are merged; a step at a time, so that nobody waits."""
        with self.reading() as reader:
            if not reader.has_leftovers:
                return
        pages = -_PAGES_AT_ONCE  # the first time: begin to merge everything, whatever the levels
        while self._merged(pages):
            pages = _PAGES_AT_ONCE
        with open_file(self._path(), to_write=True) as index:
            write_meta(index, "leftovers", "")
        scrub(self._path())

    def _merged(self, pages: int) -> bool:
        with open_file(self._path(), to_write=True) as index:
            before = index.total_changes
            index.execute("INSERT INTO lookup (lookup, rank) VALUES ('merge', ?)", (pages,))
            return index.total_changes - before > 1

    def _path(self) -> Path:
        path = current_in(self.folder, _VERSION)
        if path is None:
            raise NoIndex
        return path


class SqliteReader:
    def __init__(self, index: sqlite3.Connection, without: frozenset[int], tag_names: TagNames) -> None:
        self._index, self.without, self._tag_names = index, without, tag_names

    @property
    def has_leftovers(self) -> bool:
        return bool(read_meta(self._index, "leftovers"))

    def rows(self, wanted: Node, span: Span, most: int) -> Rows:
        found = self._index.execute(
            "SELECT rowid FROM lookup WHERE lookup MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
            (expression(wanted), *span, most),
        )
        docids = [docid for (docid,) in found]
        return Rows(docids, frozenset() if can_say(wanted) else frozenset(docids))

    def tags(self, docids: Collection[int]) -> dict[int, tuple[str, ...]]:
        asked = "SELECT docid, tags FROM others WHERE docid IN (SELECT value FROM json_each(?))"
        return {docid: tuple(tags.split()) for docid, tags in self._index.execute(asked, (_list(docids),))}

    def counted(self, docids: Collection[int]) -> dict[str, int]:
        asked = "SELECT tags FROM heads WHERE docid IN (SELECT value FROM json_each(?))"
        found = chain.from_iterable(self._index.execute(asked, (_list(docids),)))
        return self._tag_names.named(Counter(array("I", b"".join(found))), self._tags_after)

    def _tags_after(self, last: int) -> list[tuple[int, str]]:
        return self._index.execute("SELECT id, tag FROM tags WHERE id > ? ORDER BY id", (last,)).fetchall()

    def held(self, terms: Collection[str]) -> frozenset[str]:
        asked = "SELECT 1 FROM lookup WHERE lookup MATCH ? LIMIT 1"
        return frozenset(term for term in terms if self._index.execute(asked, (quoted(term),)).fetchone())

    def words(self, docids: Collection[int]) -> dict[int, Words]:
        asked = (
            "SELECT b.docid, b.words, o.forms, o.marks, o.turns FROM bodies b JOIN others o ON o.docid = b.docid"
            " WHERE b.docid IN (SELECT value FROM json_each(?))"
        )
        return {docid: Words(*rest) for docid, *rest in self._index.execute(asked, (_list(docids),))}

    def bodies(self, docids: Collection[int]) -> dict[int, Shown]:
        asked = "SELECT * FROM bodies WHERE docid IN (SELECT value FROM json_each(?))"
        found = self._index.execute(asked, (_list(docids),))
        return {docid: Shown(number_of(docid), *rest) for docid, *rest in found}

    def size(self) -> int:
        return int(self._index.execute("SELECT COUNT(*) FROM heads").fetchone()[0])

    def languages(self) -> tuple[str, ...]:
        rows = self._index.execute("SELECT language FROM languages WHERE clips > 0 ORDER BY language")
        return tuple(row[0] for row in rows)

    def other_names(self, keys: Collection[str]) -> list[tuple[str, Named]]:
        rows = self._index.execute(
            f"SELECT key, kind, value, names FROM names WHERE key IN ({_marks(keys)}) ORDER BY 1, 2, 3, clips DESC, 4",  # noqa: S608  marks
            list(keys),
        )
        return [(key, Named(kind, value, tuple(names.split("\n")))) for key, kind, value, names in rows]

    def values(self, kind: str, value: str, words: Sequence[str]) -> tuple[str, ...]:
        parts = " AND ".join(["(' ' || key || ' ') LIKE ?"] * len(words)) or "0"
        rows = self._index.execute(
            f"SELECT DISTINCT value FROM names WHERE kind = ? AND (value = ? OR {parts}) ORDER BY value",  # noqa: S608  marks
            [kind, value, *(f"% {word} %" for word in words)],
        )
        return tuple(row[0] for row in rows)

    def labels(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        asked = "SELECT names FROM names WHERE kind = ? AND value = ? ORDER BY clips DESC, names DESC LIMIT 1"
        found = ((pair, self._index.execute(asked, pair).fetchone()) for pair in wanted)
        return {pair: row[0].partition("\n")[0] for pair, row in found if row}

    def known(self, forms: Collection[str]) -> dict[str, int]:
        return dict(
            self._index.execute(
                f"SELECT form, clips FROM vocabulary WHERE form IN ({_marks(forms)}) ORDER BY form",  # noqa: S608  marks
                list(forms),
            ).fetchall()
        )

    def forms(self, beginning: str) -> list[tuple[str, int]]:
        return self._index.execute(
            "SELECT form, clips FROM vocabulary WHERE form >= ? AND form < ? ORDER BY form",
            (beginning, beginning + "\U0010ffff"),
        ).fetchall()


def _list(docids: Collection[int]) -> str:
    return json.dumps(list(docids))


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))
