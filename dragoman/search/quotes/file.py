"""The index: one SQLite file beside the process, made from editions, never asked for the truth of anything.

``current`` names the file in use, so that a new one is built beside and takes over by one rename.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from dragoman.search.quotes.anchors import Common

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
    try:
        name = (folder() / "current").read_text("ascii").strip()
    except OSError:
        return None
    path = folder() / name
    return path if name.startswith(f"index-{VERSION}-") and path.is_file() else None


def make_file(path: Path) -> sqlite3.Connection:
    """A new, empty index; quick to fill, worth nothing until ``take_over``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    made = sqlite3.connect(path, isolation_level=None)
    made.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + _SCHEMA
    )
    return made


def take_over(path: Path) -> None:
    """From here on readers open this file; the ones before go."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
    with path.open("rb") as file:
        os.fsync(file.fileno())
    pointer = folder() / "current.new"
    pointer.write_text(path.name, "ascii")
    with pointer.open("rb") as file:
        os.fsync(file.fileno())
    pointer.replace(folder() / "current")
    for old in folder().glob("index-*"):
        if not old.name.startswith(path.name):
            old.unlink(missing_ok=True)


@contextmanager
def open_file(path: Path, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
    """One connection for one question or one change; a change is all or nothing, whatever kills the process."""
    mode = "rw" if to_write else "ro"
    opened = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=5)
    with closing(opened):
        if not to_write:
            # Begun at once, so that all its files are open should another index take over meanwhile.
            opened.execute("BEGIN")
            opened.execute("SELECT 1 FROM meta").fetchone()
            yield opened
            return
        opened.execute("PRAGMA secure_delete = ON")
        opened.execute("PRAGMA synchronous = NORMAL")
        opened.execute("BEGIN IMMEDIATE")
        try:
            yield opened
        except BaseException:
            opened.execute("ROLLBACK")
            raise
        opened.execute("COMMIT")


def read_meta(index: sqlite3.Connection, name: str) -> str:
    row = index.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def write_meta(index: sqlite3.Connection, name: str, value: str) -> None:
    index.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


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
