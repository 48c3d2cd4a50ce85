from __future__ import annotations

import pytest
from django.db import connection

from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import Break, first_break, latest_seq
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.triggers import guarded_table, trigger_statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded():
    """Five lines in a database whose guard an attacker has removed."""
    for number in range(5):
        record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}")
    with connection.cursor() as cursor:
        for name, statement in trigger_statements(connection.vendor).items():
            on = f" ON {guarded_table(statement)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def test_whole_ledger_has_no_break(db):
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert first_break() is None


def test_changed_words_are_found(unguarded):
    line = bytes(Entry.objects.get(seq=3).line)
    Entry.objects.filter(seq=3).update(line=line.replace(b"clip.made", b"clip.mads"))
    assert first_break() == Break(3, "the line's words do not match its digest")


def test_changed_column_is_found(unguarded):
    Entry.objects.filter(seq=2).update(actor="p-abcdef")
    assert first_break() == Break(2, "the line's columns say something else than its words")


def test_removed_line_is_found(unguarded):
    Entry.objects.filter(seq=4).delete()
    assert first_break() == Break(4, "this line is missing")


def test_latest_line_about_a_subject(db):
    assert latest_seq("number:7") == 0
    record(actor=SYSTEM, act="edition.published", subject="number:7")
    record(actor=SYSTEM, act="edition.published", subject="number:8")
    assert latest_seq("number:7") == 1
