"""A file beside the archive: read through a kept connection, each time as it is, and the one in use."""

from __future__ import annotations

import sqlite3
from threading import Thread

import pytest

from dragoman.search.beside import (
    current_in,
    make_file,
    open_file,
    read_meta,
    reading_file,
    take_over,
    write_meta,
)

_SCHEMA = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"


def a_file(folder, name, value):
    path = folder / f"index-1-{name}.sqlite3"
    made = make_file(path, _SCHEMA)
    write_meta(made, "who", value)
    made.close()
    take_over(path)
    return path


def read(folder):
    path = current_in(folder, "1")
    with reading_file(path) as index:
        return read_meta(index, "who")


def test_a_question_sees_what_was_written_since_the_last(tmp_path):
    path = a_file(tmp_path, "one", "a")
    assert read(tmp_path) == "a"
    with reading_file(path) as index:
        assert read_meta(index, "who") == "a"
        with open_file(path, to_write=True) as writing:
            write_meta(writing, "who", "b")
        assert read_meta(index, "who") == "a", "as it was when the question began"
    assert read(tmp_path) == "b"


def test_the_file_that_took_over_is_asked(tmp_path):
    first = a_file(tmp_path, "one", "a")
    assert read(tmp_path) == "a"
    a_file(tmp_path, "two", "b")
    assert not first.exists()
    assert read(tmp_path) == "b"
    assert current_in(tmp_path, "2") is None


def test_two_questions_of_one_thread_do_not_meet(tmp_path):
    path = a_file(tmp_path, "one", "a")
    with reading_file(path) as one, reading_file(path) as other:
        assert one is not other
        assert read_meta(one, "who") == read_meta(other, "who") == "a"
    assert read(tmp_path) == "a"


def test_each_thread_has_its_own_connection(tmp_path):
    path, seen = a_file(tmp_path, "one", "a"), []

    def ask():
        with reading_file(path) as index:
            seen.append((index, read_meta(index, "who")))

    with reading_file(path) as mine:
        threads = [Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [value for _, value in seen] == ["a"] * 3
        assert mine not in [index for index, _ in seen]


def test_a_question_that_fails_leaves_nothing_open(tmp_path):
    path = a_file(tmp_path, "one", "a")
    with pytest.raises(sqlite3.OperationalError), reading_file(path) as index:
        index.execute("SELECT * FROM nothing")
    with pytest.raises(sqlite3.OperationalError, match="readonly"), reading_file(path) as index:
        index.execute("DELETE FROM meta")
    assert read(tmp_path) == "a"
