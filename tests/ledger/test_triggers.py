"""What the database itself refuses, tried with plain SQL as an attacker in our own code would."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from dragoman.ledger.checks import missing_triggers
from dragoman.ledger.models import Attestation, Checkpoint, Entry
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


HEAD = "(size, root, note, signed_at)"
GIVEN = '(checkpoint_id, kind, "by", data, given_at)'
HEAD_ATTACKS = [
    "UPDATE ledger_checkpoint SET root = 'x'",
    "DELETE FROM ledger_checkpoint",
    f"INSERT INTO ledger_checkpoint {HEAD} VALUES (2, 'x', 'x', '2024-01-01')",
    f"INSERT INTO ledger_checkpoint {HEAD} VALUES (9, 'x', 'x', '2024-01-01')",
    "UPDATE ledger_attestation SET data = 'x'",
    "DELETE FROM ledger_attestation",
    *{
        "sqlite": [
            f"INSERT OR REPLACE INTO ledger_checkpoint {HEAD} VALUES (3, 'x', 'x', '2024-01-01')",
            f"INSERT OR REPLACE INTO ledger_attestation {GIVEN} VALUES (3, 'timestamp', 'us', 'x', '2024-01-01')",
        ],
        "postgresql": ["TRUNCATE ledger_checkpoint CASCADE", "TRUNCATE ledger_attestation"],
    }[connection.vendor],
]


@pytest.mark.parametrize("is_recursive", [True, False])
@pytest.mark.parametrize("attack", HEAD_ATTACKS)
def test_database_keeps_signed_heads_too(lines, attack, is_recursive):
    now = datetime.now(UTC)
    head = Checkpoint.objects.create(size=3, root="00", note="a note", signed_at=now)
    Attestation.objects.create(checkpoint=head, kind="timestamp", by="us", data=b"1", given_at=now)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA recursive_triggers={'ON' if is_recursive else 'OFF'}")
        cursor.execute(attack)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")
    assert list(Checkpoint.objects.values_list("size", "root")) == [(3, "00")]
    assert [bytes(one) for one in Attestation.objects.values_list("data", flat=True)] == [b"1"]


def test_trigger_in_other_words_is_missed():
    if connection.vendor == "postgresql":
        pytest.skip("only SQLite keeps the statement as it was written")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_no_update")
        cursor.execute("CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT 1; END")
    assert missing_triggers() == {"ledger_no_update"}


def test_triggers_are_there_after_all_migrations():
    assert missing_triggers() == set()


def test_missing_trigger_is_named():
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_in_order{on}")
    assert missing_triggers() == {"ledger_in_order"}
