"""The index in SQLite's FTS5: one file, without the texts themselves in the table that is searched.

SQLite 3.40 can't delete from such a table by itself: the terms are kept beside and handed back to it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from dragoman.search.analysis.analyser import VERSION as ANALYSER
from dragoman.search.beside import (
    current_in,
    make_file,
    open_file,
    read_meta,
    scrub,
    take_over,
    write_meta,
)
from dragoman.search.index.fts5_expression import expression
from dragoman.search.index.nodes import Node, has_doubt
from dragoman.search.index.port import IndexBusy, NoIndex, Progress, Row, Words
from dragoman.search.index.terms import (
    Document,
    Named,
    Shown,
    Span,
    Stamp,
    number_of,
)
from dragoman.search.index.writing import batches, forms_counted, kept, names_counted, packed, unpacked

_VERSION = f"1.{ANALYSER}"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE heads (docid INTEGER PRIMARY KEY, number INTEGER UNIQUE, tags TEXT, languages TEXT, names TEXT);
CREATE TABLE bodies (docid INTEGER PRIMARY KEY, slug TEXT, edition INTEGER, words TEXT, forms TEXT, marks TEXT,
  turns TEXT, starts TEXT, voices TEXT, lines TEXT);
CREATE TABLE names (key TEXT, kind TEXT, value TEXT, names TEXT, clips INTEGER,
  PRIMARY KEY (key, kind, value, names)) WITHOUT ROWID;
CREATE INDEX names_of ON names (kind, value);
CREATE TABLE vocabulary (form TEXT PRIMARY KEY, clips INTEGER) WITHOUT ROWID;
CREATE TABLE languages (language TEXT PRIMARY KEY, clips INTEGER) WITHOUT ROWID;
CREATE VIRTUAL TABLE lookup USING fts5(terms, content='', columnsize=0, tokenize='ascii');
"""
_MOST_AT_ONCE = 500
_ALSO = " AND kind = ? AND value = ? AND names = ?"
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
        with open_file(path) as index:
            return _stamp(index)

    @contextmanager
    def reading(self, without: frozenset[int] = frozenset()) -> Iterator[SqliteReader]:
        with open_file(self._path()) as index:
            yield SqliteReader(index, without)

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
    def __init__(self, index: sqlite3.Connection, without: frozenset[int]) -> None:
        self._index, self.without = index, without

    @property
    def has_leftovers(self) -> bool:
        return bool(read_meta(self._index, "leftovers"))

    def rows(self, wanted: Node, span: Span, most: int) -> list[Row]:
        is_sure = not has_doubt(wanted)
        found = self._index.execute(
            "SELECT h.docid, h.tags FROM (SELECT rowid AS docid FROM lookup WHERE lookup MATCH ?"
            " AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) f JOIN heads h ON h.docid = f.docid"
            " ORDER BY h.docid DESC",
            (expression(wanted), *span, most),
        )
        return [Row(docid, tags, is_sure) for docid, tags in found]

    def words(self, docids: Collection[int]) -> dict[int, Words]:
        return {row[0]: Words(*row[1:]) for row in self._of("docid, words, forms, marks, turns", docids)}

    def bodies(self, docids: Collection[int]) -> dict[int, Shown]:
        return {
            docid: Shown(number_of(docid), *rest)
            for docid, *rest in self._of("docid, slug, edition, words, starts, voices, lines", docids)
        }

    def _of(self, columns: str, docids: Collection[int]) -> Iterator[Any]:  # Any: rows
        asked = list(docids)
        for at in range(0, len(asked), _MOST_AT_ONCE):
            some = asked[at : at + _MOST_AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self._index.execute(f"SELECT {columns} FROM bodies WHERE docid IN ({marks})", some)  # noqa: S608  marks only

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
        pairs = ",".join(["(?,?)"] * len(wanted))
        rows = self._index.execute(
            f"SELECT kind, value, names FROM names WHERE (kind, value) IN (VALUES {pairs or '(0,0)'})"  # noqa: S608  marks
            " ORDER BY clips, names",
            [one for pair in wanted for one in pair],
        )
        return {(kind, value): names.partition("\n")[0] for kind, value, names in rows}

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


class SqliteWriter:
    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    @property
    def stamp(self) -> Stamp:
        return _stamp(self._index)

    def set_stamp(self, stamp: Stamp) -> None:
        write_meta(self._index, "size", str(stamp.size))
        write_meta(self._index, "digest", stamp.digest)

    def add(self, documents: Sequence[Document]) -> None:
        self._many(
            "heads VALUES (?,?,?,?,?)",
            [(one.docid, one.body.number, *packed(one)) for one in documents],
        )
        self._many("bodies VALUES (?,?,?,?,?,?,?,?,?,?)", [(one.docid, *kept(one.body)) for one in documents])
        self._many("lookup (rowid, terms) VALUES (?, ?)", [(one.docid, one.terms) for one in documents])
        more = "ON CONFLICT DO UPDATE SET clips = clips + excluded.clips"
        self._many(f"vocabulary VALUES (?, ?) {more}", forms_counted(documents))
        self._many(f"names VALUES (?, ?, ?, ?, ?) {more}", names_counted(documents))
        languages = [(language,) for one in documents for language in one.languages]
        self._many(f"languages VALUES (?, 1) {more}", languages)

    def remove(self, number: int) -> None:
        row = self._index.execute(
            "SELECT h.tags, h.languages, h.names, b.* FROM heads h JOIN bodies b ON b.docid = h.docid"
            " WHERE h.number = ?",
            (number,),
        ).fetchone()
        if row is None:
            return
        gone = unpacked(number, *row)
        self._many("lookup (lookup, rowid, terms) VALUES ('delete', ?, ?)", [(gone.docid, gone.terms)])
        self._index.execute("DELETE FROM heads WHERE docid = ?", (gone.docid,))
        self._index.execute("DELETE FROM bodies WHERE docid = ?", (gone.docid,))
        self._uncount("vocabulary", "form", [(form,) for form, _ in forms_counted([gone])])
        self._uncount("languages", "language", [(language,) for language in gone.languages])
        self._uncount("names", "key", [row[:-1] for row in names_counted([gone])], _ALSO)

    def scrub(self) -> None:
        write_meta(self._index, "leftovers", "1")

    def _many(self, into: str, rows: Sequence[tuple[object, ...]]) -> None:
        self._index.executemany(f"INSERT INTO {into}", rows)

    def _uncount(self, table: str, key: str, rows: Sequence[tuple[object, ...]], more: str = "") -> None:
        where = f"WHERE {key} = ?{more}"
        self._index.executemany(f"DELETE FROM {table} {where} AND clips < 2", rows)  # noqa: S608  our own words
        self._index.executemany(f"UPDATE {table} SET clips = clips - 1 {where}", rows)  # noqa: S608  our own words


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


def _stamp(index: sqlite3.Connection) -> Stamp:
    return Stamp(int(read_meta(index, "size") or 0), read_meta(index, "digest"))
