"""Someone with the whole database and without the key."""

from __future__ import annotations

from django.db import connection

from tests.conftest import guards_lifted


def attack(*statements):
    """Plain SQL with every guard lifted, and put back afterwards."""
    with guards_lifted(connection), connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the guards can't be put back
