"""The index in PostgreSQL: tables beside the archive's own, made and dropped by the index alone."""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from dragoman.search.index.nodes import Node, has_doubt, has_phrase
from dragoman.search.index.port import IndexBusy, NoIndex, Progress, Rows, Words
from dragoman.search.index.postgres_writing import VERSION, PostgresWriter, meta_in, rows_of, stamp_of
from dragoman.search.index.tag_names import TagNames, tag_names_of
from dragoman.search.index.terms import Document, Named, Shown, Span, Stamp, number_of
from dragoman.search.index.vector import loose, strict
from dragoman.search.index.writing import batches

_LOCK = 0x5EA2C4
"""One writer at a time, whichever process asks; the number is the index's own."""
_TABLES = ("meta", "heads", "tags", "bodies", "others", "vocabulary", "languages", "names")
_SCHEMA = """
CREATE TABLE new_search_meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE new_search_heads (docid bigint PRIMARY KEY, number bigint UNIQUE, tags bytea, is_long boolean,
  terms tsvector);
CREATE TABLE new_search_tags (id integer GENERATED ALWAYS AS IDENTITY, tag text COLLATE "C" PRIMARY KEY,
  clips integer);
CREATE INDEX ON new_search_tags (id);
CREATE TABLE new_search_bodies (docid bigint PRIMARY KEY, slug text, edition integer, starts bytea, voices text,
  words bytea, lines bytea);
CREATE TABLE new_search_others (docid bigint PRIMARY KEY, tags text, languages text, marks bytea, turns text,
  names text, forms text);
CREATE TABLE new_search_names (key text COLLATE "C", kind text COLLATE "C", value text COLLATE "C",
  names text COLLATE "C", clips integer, PRIMARY KEY (key, kind, value, names));
CREATE INDEX ON new_search_names (kind, value);
CREATE TABLE new_search_vocabulary (form text COLLATE "C" PRIMARY KEY, clips integer);
CREATE TABLE new_search_languages (language text COLLATE "C" PRIMARY KEY, clips integer);
"""
_SWAP = "".join(
    f"DROP TABLE IF EXISTS search_{table}; ALTER TABLE new_search_{table} RENAME TO search_{table};"
    for table in _TABLES
)


class PostgresIndex:
    def stamp(self) -> Stamp | None:
        meta = _known_meta()
        return None if meta is None else stamp_of(meta)

    @contextmanager
    def reading(self, without: frozenset[int] = frozenset()) -> Iterator[PostgresReader]:
        meta = self._meta_now()
        yield PostgresReader(without, tag_names_of(f"{connection.settings_dict['NAME']} {meta.get('made')}"))

    @contextmanager
    def changing(self, patience_ms: int) -> Iterator[PostgresWriter]:
        self._meta_now()
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
            writer.set_meta("made", str(time.time_ns()))
            cursor.execute("CREATE INDEX ON new_search_heads USING gin (terms)")
            cursor.execute("ANALYZE new_search_heads")
            cursor.execute(_SWAP)
        return count

    def tidy(self) -> None:
        """Nothing: what is taken out of a table goes with the next vacuum, like the archive's own rows."""

    def _meta_now(self) -> dict[str, str]:
        meta = _known_meta()
        if meta is None:
            raise NoIndex
        return meta


class PostgresReader:
    def __init__(self, without: frozenset[int], tag_names: TagNames) -> None:
        self.without, self._tag_names = without, tag_names

    def rows(self, wanted: Node, span: Span, most: int) -> Rows:
        is_sure, in_doubt = not has_doubt(wanted), has_phrase(wanted)
        asked: list[object] = [strict(wanted), *span, most]
        matching = "terms @@ %s::tsquery"
        if in_doubt:
            matching, asked = (
                "terms @@ %s::tsquery AND (is_long OR terms @@ %s::tsquery)",
                [loose(wanted), *asked],
            )
        rows = rows_of(
            f"SELECT docid, is_long FROM search_heads WHERE {matching}"  # noqa: S608  one of two constants
            " AND docid >= %s AND docid < %s ORDER BY docid DESC LIMIT %s",
            asked,
        )
        unsure = (docid for docid, is_long in rows if not is_sure or (is_long and in_doubt))
        return Rows([docid for docid, _ in rows], frozenset(unsure))

    def tags(self, docids: Collection[int]) -> dict[int, tuple[str, ...]]:
        rows = rows_of("SELECT docid, tags FROM search_others WHERE docid = ANY(%s)", [list(docids)])
        return {docid: tuple(tags.split()) for docid, tags in rows}

    def counted(self, docids: Collection[int]) -> dict[str, int]:
        asked = "SELECT string_agg(tags, ''::bytea) FROM search_heads WHERE docid = ANY(%s)"
        tags = rows_of(asked, [list(docids)])[0][0] or b""
        return self._tag_names.named(Counter(array("I", tags)), _tags_after)

    def held(self, terms: Collection[str]) -> frozenset[str]:
        asked = "SELECT 1 FROM search_heads WHERE terms @@ %s::tsquery LIMIT 1"
        return frozenset(term for term in terms if rows_of(asked, [f"'{term}'"]))

    def words(self, docids: Collection[int]) -> dict[int, Words]:
        rows = rows_of(
            "SELECT docid, b.words, o.forms, o.marks, o.turns FROM search_bodies b JOIN search_others o USING (docid)"
            " WHERE docid = ANY(%s)",
            [list(docids)],
        )
        return {docid: Words(*rest) for docid, *rest in rows}

    def bodies(self, docids: Collection[int]) -> dict[int, Shown]:
        rows = rows_of("SELECT * FROM search_bodies WHERE docid = ANY(%s)", [list(docids)]) if docids else []
        return {docid: Shown(number_of(docid), *rest) for docid, *rest in rows}

    def size(self) -> int:
        return int(rows_of("SELECT COUNT(*) FROM search_heads", [])[0][0])

    def languages(self) -> tuple[str, ...]:
        rows = rows_of("SELECT language FROM search_languages WHERE clips > 0 ORDER BY language", [])
        return tuple(row[0] for row in rows)

    def other_names(self, keys: Collection[str]) -> list[tuple[str, Named]]:
        rows = rows_of(
            "SELECT key, kind, value, names FROM search_names WHERE key = ANY(%s) ORDER BY 1, 2, 3, clips DESC, 4",
            [list(keys)],
        )
        return [(key, Named(kind, value, tuple(names.split("\n")))) for key, kind, value, names in rows]

    def values(self, kind: str, value: str, words: Sequence[str]) -> tuple[str, ...]:
        rows = rows_of(
            "SELECT DISTINCT value FROM search_names WHERE kind = %s AND"
            " (value = %s OR (' ' || key || ' ') LIKE ALL(%s)) ORDER BY value",
            [kind, value, [f"% {word} %" for word in words] or [""]],
        )
        return tuple(row[0] for row in rows)

    def labels(self, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
        rows = rows_of(
            "SELECT kind, value, names FROM search_names WHERE (kind, value) IN"
            " (SELECT * FROM unnest(%s::text[], %s::text[])) ORDER BY clips, names",
            [[kind for kind, _ in wanted], [value for _, value in wanted]],
        )
        return {(kind, value): names.partition("\n")[0] for kind, value, names in rows}

    def known(self, forms: Collection[str]) -> dict[str, int]:
        return dict(
            rows_of(
                "SELECT form, clips FROM search_vocabulary WHERE form = ANY(%s) ORDER BY form", [list(forms)]
            )
        )

    def forms(self, beginning: str) -> list[tuple[str, int]]:
        return rows_of(
            "SELECT form, clips FROM search_vocabulary WHERE form >= %s AND form < %s ORDER BY form",
            [beginning, beginning + "\U0010ffff"],
        )


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


def _tags_after(last: int) -> list[tuple[int, str]]:
    return rows_of("SELECT id, tag FROM search_tags WHERE id > %s ORDER BY id", [last])


def _known_meta() -> dict[str, str] | None:
    """None where there is no index of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_meta') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return None
        meta = meta_in(cursor)
    return meta if meta.get("version") == VERSION else None
