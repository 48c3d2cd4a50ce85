from __future__ import annotations

import sqlite3

import pytest

from dragoman.lib.unchanging import unchanging


@pytest.fixture
def database():
    with sqlite3.connect(":memory:") as made:
        made.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, said TEXT)")
        for statement in unchanging("kept", "sqlite"):
            made.execute(statement)
        made.execute("INSERT INTO kept (said) VALUES ('a')")
        made.execute("INSERT INTO kept (said) VALUES ('b')")
        yield made


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE kept SET said = 'c' WHERE id = 1",
        "DELETE FROM kept WHERE id = 1",
        "INSERT OR REPLACE INTO kept VALUES (1, 'c')",
    ],
)
def test_row_that_was_written_stays_as_it_is(database, act):
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        database.execute(act)
    assert database.execute("SELECT said FROM kept ORDER BY id").fetchall() == [("a",), ("b",)]
