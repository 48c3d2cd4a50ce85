"""Which engine: the one that goes with the database in use."""

from __future__ import annotations

from django.db import connection

from dragoman.search.index.port import Index
from dragoman.search.index.postgres import PostgresIndex
from dragoman.search.index.sqlite_fts5 import SqliteIndex


def index() -> Index:
    return PostgresIndex() if connection.vendor == "postgresql" else SqliteIndex()
