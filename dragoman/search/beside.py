"""A derived SQLite file: built beside the one in use, taken over by one rename, changed all or nothing.

``current`` in its folder names the file in use. Nothing in it is ever asked for the truth of anything.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from threading import local

_of_thread = local()
_MAPPED_BYTES = 1 << 30


def current_in(folder: Path, version: str) -> Path | None:
    """The file in use; None before the first was built, or when it is of another version."""
    pointer = folder / "current"
    try:
        # Never written to but replaced, so that another content is another file.
        seen = pointer.stat()
        path = _pointed_at(pointer, seen.st_ino, seen.st_mtime_ns)
        return path if path.name.startswith(f"index-{version}-") and path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=8)
def _pointed_at(pointer: Path, _file: int, _changed_ns: int) -> Path:
    return pointer.parent / pointer.read_text("ascii").strip()


def make_file(path: Path, schema: str) -> sqlite3.Connection:
    """A new, empty index; quick to fill, worth nothing until ``take_over``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    made = sqlite3.connect(path, isolation_level=None)
    made.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;" + schema
    )
    return made


def take_over(path: Path) -> None:
    """From here on readers open this file; the ones before go."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
    with path.open("rb") as file:
        os.fsync(file.fileno())
    folder = path.parent
    pointer = folder / "current.new"
    pointer.write_text(path.name, "ascii")
    with pointer.open("rb") as file:
        os.fsync(file.fileno())
    pointer.replace(folder / "current")
    for old in folder.glob("index-*"):
        if not old.name.startswith(path.name):
            old.unlink(missing_ok=True)


@contextmanager
def reading_file(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as it is at one moment, through a connection that the thread keeps for its next question.

    Opening a file, reading its schema and preparing what is asked costs more than most answers.
    """
    kept: dict[tuple[int, str], sqlite3.Connection] = _of_thread.__dict__.setdefault("kept", {})
    key = (os.getpid(), str(path))  # a child of a fork must not touch what its parent has open
    opened = kept.pop(key, None)
    if opened is None:
        for other in list(kept):  # most often one that another has taken over from
            kept.pop(other).close()
        opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        opened.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")  # pages are read without being copied
    try:
        opened.execute("BEGIN")
        opened.execute("SELECT 1 FROM meta").fetchone()
        yield opened
        opened.execute("ROLLBACK")
    except BaseException:
        opened.close()
        raise
    if key in kept:  # asked for once more meanwhile
        opened.close()
    else:
        kept[key] = opened


@contextmanager
def open_file(
    path: Path, *, to_write: bool = False, patience_ms: int = 5_000
) -> Iterator[sqlite3.Connection]:
    """One connection for one question or one change; a change is all or nothing, whatever kills the process."""
    mode = "rw" if to_write else "ro"
    opened = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=patience_ms / 1000
    )
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


def scrub(path: Path) -> None:
    """Fold the write-ahead file in, so that words taken out don't linger in it. Later, where readers are busy."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as index:
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def read_meta(index: sqlite3.Connection, name: str) -> str:
    row = index.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def write_meta(index: sqlite3.Connection, name: str, value: str) -> None:
    index.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
