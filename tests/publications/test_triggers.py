"""What the database itself refuses about editions, tried with plain SQL as an attacker in our own code would."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.publications.checks import missing_triggers
from dragoman.publications.models import Edition
from tests.factories.clips import published

pytestmark = pytest.mark.django_db

COLUMNS = "(id, publication_id, ordinal, kind, public_note, content, lines, digest, previous, published_at)"
ATTACKS = [
    "UPDATE publications_edition SET public_note = 'nothing happened'",
    "UPDATE publications_edition SET lines = ''",
    "UPDATE publications_edition SET digest = 'a'",
    "DELETE FROM publications_edition",
    {
        "sqlite": f"INSERT OR REPLACE INTO publications_edition {COLUMNS} SELECT id, publication_id, ordinal, "
        "'first', '', '', '', digest, '', published_at FROM publications_edition",
        "postgresql": "TRUNCATE publications_edition CASCADE",
    }[connection.vendor],
]


def stored():
    return [
        (bytes(one.content), bytes(one.lines), one.digest, one.public_note) for one in Edition.objects.all()
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_database_refuses(world, attack):
    published(world.editor.actor)
    before = stored()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert stored() == before


def test_even_after_a_redaction_was_recorded_only_the_lines_may_change(world):
    published(world.editor.actor)
    record(actor=SYSTEM, act="edition.redacted", subject="number:1")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE publications_edition SET lines = '', kind = 'typo'")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publications_edition SET lines = %s", [b""])
    assert bytes(Edition.objects.get().lines) == b""


def test_triggers_are_there_after_all_migrations():
    assert missing_triggers() == set()


def test_missing_trigger_is_named():
    on = " ON publications_edition" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER edition_no_update{on}")
    assert missing_triggers() == {"edition_no_update"}
