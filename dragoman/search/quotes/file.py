"""The index of quotations: one SQLite file beside the process, made from editions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.conf import settings

from dragoman.search import beside
from dragoman.search.beside import open_file, read_meta, take_over, write_meta
from dragoman.search.quotes.anchors import Common

__all__ = ["open_file", "read_meta", "take_over", "write_meta"]  # handed on to those who use this file

VERSION = "1"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE common (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE clips (number INTEGER PRIMARY KEY, slug TEXT, latest INTEGER, first_id INTEGER, last_id INTEGER,
  gaps TEXT, withdrawn_at TEXT, reason TEXT);
CREATE TABLE voices (id INTEGER PRIMARY KEY, name TEXT, original TEXT, role TEXT, UNIQUE (name, original, role));
CREATE TABLE names (key TEXT, voice INTEGER, PRIMARY KEY (key, voice)) WITHOUT ROWID;
CREATE TABLE lines (id INTEGER PRIMARY KEY, number INTEGER, label TEXT, of TEXT, side TEXT, language TEXT,
  first INTEGER, last INTEGER, in_ms INTEGER, out_ms INTEGER, voice INTEGER, text TEXT, until TEXT, note TEXT);
CREATE TABLE retracted (shingle BLOB, number INTEGER, line INTEGER, PRIMARY KEY (shingle, number, line)) WITHOUT ROWID;
CREATE INDEX retracted_of ON retracted (number);
CREATE VIRTUAL TABLE anchors USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii');
"""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "quotes"


def current_path() -> Path | None:
    """The file in use; None before the first was built, or when it is of another version."""
    return beside.current_in(folder(), VERSION)


def make_file(path: Path) -> sqlite3.Connection:
    """A new, empty index; quick to fill, worth nothing until ``take_over``."""
    return beside.make_file(path, _SCHEMA)


_commons: dict[str, Common] = {}


def common_of(index: sqlite3.Connection, path: Path) -> Common:
    """The index's common words and pairs, kept while the process uses this file."""
    if path.name not in _commons:
        keys = [row[0] for row in index.execute("SELECT key FROM common")]
        _commons.clear()
        _commons[path.name] = Common(
            frozenset(key for key in keys if " " not in key), frozenset(key for key in keys if " " in key)
        )
    return _commons[path.name]


def write_common(index: sqlite3.Connection, common: Common) -> None:
    index.executemany("INSERT INTO common VALUES (?)", [(key,) for key in {*common.words, *common.pairs}])
