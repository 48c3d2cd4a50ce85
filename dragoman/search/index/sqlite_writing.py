"""Writing to the index in SQLite.

SQLite 3.40 can't delete from a table of terms without their texts by itself: they are kept beside and handed back.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from dragoman.search.beside import read_meta, write_meta
from dragoman.search.index.terms import Document, Stamp
from dragoman.search.index.writing import forms_counted, kept, names_counted, packed, tags_counted, unpacked

_ALSO = " AND kind = ? AND value = ? AND names = ?"


class SqliteWriter:
    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    @property
    def stamp(self) -> Stamp:
        return stamp_in(self._index)

    def set_stamp(self, stamp: Stamp) -> None:
        write_meta(self._index, "size", str(stamp.size))
        write_meta(self._index, "digest", stamp.digest)

    def add(self, documents: Sequence[Document]) -> None:
        ids = self._tag_ids(documents)
        tagged = [array("I", [ids[tag] for tag in one.tags]).tobytes() for one in documents]
        self._many(
            "heads VALUES (?,?,?)",
            [(one.docid, one.body.number, tags) for one, tags in zip(documents, tagged, strict=True)],
        )
        self._many("bodies VALUES (?,?,?,?,?,?,?)", [(one.docid, *kept(one.body)) for one in documents])
        self._many("others VALUES (?,?,?,?,?,?,?)", [(one.docid, *packed(one)) for one in documents])
        self._many("lookup (rowid, terms) VALUES (?, ?)", [(one.docid, one.terms) for one in documents])
        more = "ON CONFLICT DO UPDATE SET clips = clips + excluded.clips"
        self._many(f"vocabulary VALUES (?, ?) {more}", forms_counted(documents))
        self._many(f"names VALUES (?, ?, ?, ?, ?) {more}", names_counted(documents))
        languages = [(language,) for one in documents for language in one.languages]
        self._many(f"languages VALUES (?, 1) {more}", languages)

    def _tag_ids(self, documents: Sequence[Document]) -> dict[str, int]:
        """Tags counted; the number of one that is gone is never given to another."""
        asked = (
            "INSERT INTO tags (tag, clips) VALUES (?, ?)"
            " ON CONFLICT (tag) DO UPDATE SET clips = clips + excluded.clips RETURNING id"
        )
        rows = ((tag, self._index.execute(asked, (tag, clips))) for tag, clips in tags_counted(documents))
        return {tag: found.fetchone()[0] for tag, found in rows}

    def remove(self, number: int) -> None:
        row = self._index.execute(
            "SELECT b.*, o.* FROM heads h JOIN bodies b ON b.docid = h.docid JOIN others o ON o.docid = h.docid"
            " WHERE h.number = ?",
            (number,),
        ).fetchone()
        if row is None:
            return
        gone = unpacked(number, row)
        self._many("lookup (lookup, rowid, terms) VALUES ('delete', ?, ?)", [(gone.docid, gone.terms)])
        for table in ("heads", "bodies", "others"):
            self._index.execute(f"DELETE FROM {table} WHERE docid = ?", (gone.docid,))  # noqa: S608  our own names
        self._uncount("tags", "tag", [(tag,) for tag in gone.tags])
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


def stamp_in(index: sqlite3.Connection) -> Stamp:
    return Stamp(int(read_meta(index, "size") or 0), read_meta(index, "digest"))
