"""The index in PostgreSQL: tables beside the archive's own, made and dropped by the index alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

from dragoman.search.analysis.analyser import VERSION as ANALYSER
from dragoman.search.index.nodes import Node, has_doubt, has_phrase
from dragoman.search.index.port import IndexBusy, NoIndex, Progress, Row, Words
from dragoman.search.index.terms import Document, Named, Shown, Span, Stamp, number_of
from dragoman.search.index.vector import loose, strict, vector_of
from dragoman.search.index.writing import batches, forms_counted, kept, names_counted, packed, unpacked

_VERSION = f"1.{ANALYSER}"
_LOCK = 0x5EA2C4
"""One writer at a time, whichever process asks; the number is the index's own."""
_TABLES = ("meta", "heads", "bodies", "vocabulary", "languages", "names")
_SCHEMA = """
CREATE TABLE new_search_meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE new_search_heads (docid bigint PRIMARY KEY, number bigint UNIQUE, tags text, languages text,
  names text, is_long boolean, terms tsvector);
CREATE TABLE new_search_bodies (docid bigint PRIMARY KEY, slug text, edition integer, words text, forms text,
  marks text, turns text, starts text, voices text, lines text);
CREATE TABLE new_search_names (key text COLLATE "C", kind text COLLATE "C", value text COLLATE "C",
  names text COLLATE "C", clips integer, PRIMARY KEY (key, kind, value, names));
CREATE INDEX ON new_search_names (kind, value);
CREATE TABLE new_search_vocabulary (form text COLLATE "C" PRIMARY KEY, clips integer);
CREATE TABLE new_search_languages (language text COLLATE "C" PRIMARY KEY, clips integer);
"""
_SHOWN = "SELECT docid, slug, edition, words, starts, voices, lines FROM search_bodies WHERE docid = ANY(%s)"
_ALSO = " AND kind = %s AND value = %s AND names = %s"
_SWAP = "".join(
    f"DROP TABLE IF EXISTS search_{table}; ALTER TABLE new_search_{table} RENAME TO search_{table};"
    for table in _TABLES
)


class PostgresIndex:
    def stamp(self) -> Stamp | None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('search_meta') IS NOT NULL")
            if not cursor.fetchone()[0]:
                return None
            meta = _meta(cursor)
        return _stamp(meta) if meta.get("version") == _VERSION else None

    @contextmanager
    def reading(self, without: frozenset[int] = frozenset()) -> Iterator[PostgresReader]:
        self._present()
        yield PostgresReader(without)

    @contextmanager
    def changing(self, patience_ms: int) -> Iterator[PostgresWriter]:
        self._present()
        with _alone(patience_ms):
            yield PostgresWriter()

    def build(self, documents: Iterable[Document], stamp: Stamp, progress: Progress | None = None) -> int:
        count = 0
        with _alone(), connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"DROP TABLE IF EXISTS new_search_{table}")
            cursor.execute(_SCHEMA)
            writer = PostgresWriter("new_search")
            for batch in batches(documents):
                writer.add(batch)
                count += len(batch)
                if progress:
                    progress(count)
            writer.set_stamp(stamp)
            cursor.execute("CREATE INDEX ON new_search_heads USING gin (terms)")
            cursor.execute("ANALYZE new_search_heads")
            cursor.execute(_SWAP)
        return count

    def tidy(self) -> None:
        """Nothing: what is taken out of a table goes with the next vacuum, like the archive's own rows."""

    def _present(self) -> None:
        if self.stamp() is None:
            raise NoIndex


class PostgresReader:
    def __init__(self, without: frozenset[int]) -> None:
        self.without = without

    def rows(self, wanted: Node, span: Span, most: int) -> list[Row]:
        is_sure = not has_doubt(wanted)
        asked: list[object] = [strict(wanted), *span, most]
        matching = "terms @@ %s::tsquery"
        if has_phrase(wanted):
            matching, asked = (
                "terms @@ %s::tsquery AND (is_long OR terms @@ %s::tsquery)",
                [loose(wanted), *asked],
            )
        rows = _all(
            f"SELECT docid, tags, is_long FROM search_heads WHERE {matching}"  # noqa: S608  one of two constants
            " AND docid >= %s AND docid < %s ORDER BY docid DESC LIMIT %s",
            asked,
        )
        in_doubt = has_phrase(wanted)
        return [Row(docid, tags, is_sure and not (is_long and in_doubt)) for docid, tags, is_long in rows]

    def words(self, docids: Collection[int]) -> dict[int, Words]:
        rows = _all(
            "SELECT docid, words, forms, marks, turns FROM search_bodies WHERE docid = ANY(%s)",
            [list(docids)],
        )
        return {docid: Words(*rest) for docid, *rest in rows}

    def bodies(self, docids: Collection[int]) -> dict[int, Shown]:
        rows = _all(_SHOWN, [list(docids)]) if docids else []
        return {docid: Shown(number_of(docid), *rest) for docid, *rest in rows}

    def size(self) -> int:
        return int(_all("SELECT COUNT(*) FROM search_heads", [])[0][0])

    def languages(self) -> tuple[str, ...]:
        rows = _all("SELECT language FROM search_languages WHERE clips > 0 ORDER BY language", [])
        return tuple(row[0] for row in rows)

    def other_names(self, keys: Collection[str]) -> list[tuple[str, Named]]:
        rows = _all(
            "SELECT key, kind, value, names FROM search_names WHERE key = ANY(%s) ORDER BY 1, 2, 3, clips DESC, 4",
            [list(keys)],
        )
        return [(key, Named(kind, value, tuple(names.split("\n")))) for key, kind, value, names in rows]

    def values(self, kind: str, value: str, words: Sequence[str]) -> tuple[str, ...]:
        rows = _all(
            "SELECT DISTINCT value FROM search_names WHERE kind = %s AND"
            " (value = %s OR (' ' || key || ' ') LIKE ALL(%s)) ORDER BY value",
            [kind, value, [f"% {word} %" for word in words] or [""]],
        )
        return tuple(row[0] for row in rows)

    def labels(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        rows = _all(
            "SELECT kind, value, names FROM search_names WHERE (kind, value) IN"
            " (SELECT * FROM unnest(%s::text[], %s::text[])) ORDER BY clips, names",
            [[kind for kind, _ in wanted], [value for _, value in wanted]],
        )
        return {(kind, value): names.partition("\n")[0] for kind, value, names in rows}

    def known(self, forms: Collection[str]) -> dict[str, int]:
        return dict(
            _all(
                "SELECT form, clips FROM search_vocabulary WHERE form = ANY(%s) ORDER BY form", [list(forms)]
            )
        )

    def forms(self, beginning: str) -> list[tuple[str, int]]:
        return _all(
            "SELECT form, clips FROM search_vocabulary WHERE form >= %s AND form < %s ORDER BY form",
            [beginning, beginning + "\U0010ffff"],
        )


class PostgresWriter:
    def __init__(self, prefix: str = "search") -> None:
        self._prefix = prefix

    @property
    def stamp(self) -> Stamp:
        with connection.cursor() as cursor:
            return _stamp(_meta(cursor))

    def set_stamp(self, stamp: Stamp) -> None:
        values = [("version", _VERSION), ("size", str(stamp.size)), ("digest", stamp.digest)]
        self._many("meta", "(%s, %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value", values)

    def add(self, documents: Sequence[Document]) -> None:
        heads, bodies = [], []
        for one in documents:
            terms, is_long = vector_of(one)
            heads.append((one.docid, one.body.number, *packed(one), is_long, terms))
            bodies.append((one.docid, *kept(one.body)))
        self._many("heads", "(%s, %s, %s, %s, %s, %s, %s::tsvector)", heads)
        self._many("bodies", "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", bodies)
        self._counted("vocabulary", "form", forms_counted(documents))
        self._counted("names", "key, kind, value, names", names_counted(documents))
        languages_in = [(one, 1) for document in documents for one in document.languages]
        self._counted("languages", "language", languages_in)

    def remove(self, number: int) -> None:
        rows = _all(
            "SELECT h.tags, h.languages, h.names, b.* FROM search_heads h JOIN search_bodies b USING (docid)"
            " WHERE h.number = %s",
            [number],
        )
        if not rows:
            return
        gone = unpacked(number, *rows[0])
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_heads WHERE docid = %s", [gone.docid])
            cursor.execute("DELETE FROM search_bodies WHERE docid = %s", [gone.docid])
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
            table,
            f"({marks}%s) ON CONFLICT ({name}) DO UPDATE SET clips = {full}.clips + excluded.clips",
            values,
        )

    def _many(
        self, table: str, values: str, rows: Sequence[tuple[Any, ...]]
    ) -> None:  # Any: what the driver takes
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self._prefix}_{table} VALUES {values}", rows)  # noqa: S608  our own names


@contextmanager
def _alone(patience_ms: int = 0) -> Iterator[None]:
    """With the lock of all writers until the end of the transaction; for ever where no patience is named."""
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {patience_ms:d}")
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                cursor.execute("SET LOCAL lock_timeout = 0")
        except OperationalError as error:
            raise IndexBusy from error
        yield


def _all(asked: str, values: list[Any]) -> list[Any]:  # Any: rows as the driver gives them
    with connection.cursor() as cursor:
        cursor.execute(asked, values)
        return list(cursor.fetchall())


def _meta(cursor: Any) -> dict[str, str]:  # Any: Django's cursor has no public type
    cursor.execute("SELECT name, value FROM search_meta")
    return dict(cursor.fetchall())


def _stamp(meta: dict[str, str]) -> Stamp:
    return Stamp(int(meta.get("size", 0)), meta.get("digest", ""))
