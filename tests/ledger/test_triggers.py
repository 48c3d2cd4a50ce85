"""What the database itself refuses, tried with plain SQL as an attacker in our own code would."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from dragoman.ledger.checks import missing_triggers
from dragoman.ledger.models import Entry
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM

pytestmark = pytest.mark.django_db

ROW = "(seq, at, actor, act, subject, line, previous, digest)"


@pytest.fixture
def lines():
    return [record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}") for number in (1, 2, 3)]


ATTACKS = [
    "UPDATE ledger_entry SET act = 'clip.unmade' WHERE seq = 2",
    "DELETE FROM ledger_entry WHERE seq = 3",
    f"INSERT INTO ledger_entry {ROW} VALUES (9, '2024-01-01', 's', 'a', 's', 'x', 'gap', 'd')",
    f"INSERT INTO ledger_entry {ROW} VALUES (4, '2024-01-01', 's', 'a', 's', 'x', 'fork', 'd')",
    {
        "sqlite": f"INSERT OR REPLACE INTO ledger_entry {ROW} "
        "VALUES (3, '2024-01-01', 's', 'a', 's', 'x', 'p', 'd')",
        "postgresql": "TRUNCATE ledger_entry",
    }[connection.vendor],
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_database_refuses(lines, attack):
    before = list(Entry.objects.values_list("digest", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert list(Entry.objects.values_list("digest", flat=True)) == before


def test_triggers_are_there_after_all_migrations():
    assert missing_triggers() == set()


def test_missing_trigger_is_named():
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_in_order{on}")
    assert missing_triggers() == {"ledger_in_order"}
