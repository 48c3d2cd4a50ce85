"""Writing to the index in PostgreSQL."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from django.db import connection

from dragoman.search.analysis.analyser import VERSION as ANALYSER
from dragoman.search.index.terms import Document, Stamp
from dragoman.search.index.vector import vector_of
from dragoman.search.index.writing import (
    LAYOUT,
    forms_counted,
    kept,
    names_counted,
    packed,
    tags_counted,
    unpacked,
)

VERSION = f"{LAYOUT}.{ANALYSER}"
_ALSO = " AND kind = %s AND value = %s AND names = %s"


class PostgresWriter:
    def __init__(self, prefix: str = "search") -> None:
        self._prefix = prefix

    @property
    def stamp(self) -> Stamp:
        with connection.cursor() as cursor:
            return stamp_of(meta_in(cursor))

    def set_stamp(self, stamp: Stamp) -> None:
        for name, value in (("version", VERSION), ("size", str(stamp.size)), ("digest", stamp.digest)):
            self.set_meta(name, value)

    def set_meta(self, name: str, value: str) -> None:
        more = "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._many("meta", f"(%s, %s) {more}", [(name, value)])

    def add(self, documents: Sequence[Document]) -> None:
        heads, ids = [], self._tag_ids(documents)
        for one in documents:
            terms, is_long = vector_of(one)
            tags = array("I", [ids[tag] for tag in one.tags]).tobytes()
            heads.append((one.docid, one.body.number, tags, is_long, terms))
        self._many("heads", "(%s, %s, %s, %s, %s::tsvector)", heads)
        bodies = [(one.docid, *kept(one.body)) for one in documents]
        self._many("bodies", "(%s, %s, %s, %s, %s, %s, %s)", bodies)
        others = [(one.docid, *packed(one)) for one in documents]
        self._many("others", "(%s, %s, %s, %s, %s, %s, %s)", others)
        self._counted("vocabulary", "form", forms_counted(documents))
        self._counted("names", "key, kind, value, names", names_counted(documents))
        languages_in = [(one, 1) for document in documents for one in document.languages]
        self._counted("languages", "language", languages_in)

    def _tag_ids(self, documents: Sequence[Document]) -> dict[str, int]:
        """Tags counted; the number of one that is gone is never given to another."""
        counted = tags_counted(documents)
        self._counted("tags", "tag", counted)
        asked = f"SELECT tag, id FROM {self._prefix}_tags WHERE tag = ANY(%s)"  # noqa: S608  our own names
        return dict(rows_of(asked, [[tag for tag, _ in counted]]))

    def remove(self, number: int) -> None:
        rows = rows_of(
            "SELECT b.*, o.* FROM search_heads h JOIN search_bodies b ON b.docid = h.docid"
            " JOIN search_others o ON o.docid = h.docid WHERE h.number = %s",
            [number],
        )
        if not rows:
            return
        gone = unpacked(number, rows[0])
        with connection.cursor() as cursor:
            for table in ("heads", "bodies", "others"):
                cursor.execute(f"DELETE FROM search_{table} WHERE docid = %s", [gone.docid])  # noqa: S608  our own
        self._uncount("tags", "tag", [(tag,) for tag in gone.tags])
        self._uncount("vocabulary", "form", [(form,) for form, _ in forms_counted([gone])])
        self._uncount("languages", "language", [(language,) for language in gone.languages])
        self._uncount("names", "key", [row[:-1] for row in names_counted([gone])], _ALSO)

    def scrub(self) -> None:
        """Nothing to remember: see ``tidy``."""

    def _uncount(self, table: str, key: str, rows: Sequence[tuple[Any, ...]], more: str = "") -> None:
        where = f"WHERE {key} = %s{more}"
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM search_{table} {where} AND clips < 2", rows)  # noqa: S608  our own names
            cursor.executemany(f"UPDATE search_{table} SET clips = clips - 1 {where}", rows)  # noqa: S608  our own names

    def _counted(self, table: str, name: str, values: Sequence[tuple[Any, ...]]) -> None:
        full = f"{self._prefix}_{table}"
        marks = "%s, " * (name.count(",") + 1)
        self._many(
            f"{table} ({name}, clips)",
            f"({marks}%s) ON CONFLICT ({name}) DO UPDATE SET clips = {full}.clips + excluded.clips",
            values,
        )

    def _many(
        self, table: str, values: str, rows: Sequence[tuple[Any, ...]]
    ) -> None:  # Any: what the driver takes
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self._prefix}_{table} VALUES {values}", rows)  # noqa: S608  our own names


def rows_of(asked: str, values: list[Any]) -> list[Any]:  # Any: rows as the driver gives them
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return list(cursor.fetchall())


def meta_in(cursor: Any) -> dict[str, str]:  # Any: Django's cursor has no public type
    cursor.execute("SELECT name, value FROM search_meta")
    return dict(cursor.fetchall())


def stamp_of(meta: dict[str, str]) -> Stamp:
    return Stamp(int(meta.get("size", 0)), meta.get("digest", ""))
