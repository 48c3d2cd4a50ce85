"""The statements of “Keep the keys” on a real PostgreSQL: the role of the web appends, and can do nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.verifying import verify_ledger

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.services,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="roles are PostgreSQL's: make postgres"),
]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "keep-the-keys.md"
TRICKS = [
    "UPDATE ledger_entry SET act = 'x' WHERE seq = 1",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_no_change ON ledger_entry",
    "SET session_replication_role = replica",
    "DROP TABLE ledger_checkpoint CASCADE",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "UPDATE ledger_checkpoint SET root = 'x'",
    "DELETE FROM ledger_attestation",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry LIMIT 1 ON CONFLICT (seq) DO UPDATE SET act = 'x'",
]


@pytest.fixture
def web(settings, tmp_path):
    """The statements as they stand in the page, run; then everything goes on as that role."""
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    sign_head(actor=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS dragoman_web")
        for statement in re.findall(r"```sql\n(.*?)```", PAGE.read_text(), re.DOTALL):
            cursor.execute(statement.replace(":'password'", "'a test'"))
        cursor.execute("SET ROLE dragoman_web")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY dragoman_web; DROP ROLE dragoman_web")


def test_web_role_appends_signs_and_reads(web):
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert sign_head(actor=SYSTEM).size == 2
    assert verify_ledger().problem == ""


@pytest.mark.parametrize("trick", TRICKS)
def test_web_role_can_do_nothing_else(web, trick):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(trick)
    assert verify_ledger().problem == ""
