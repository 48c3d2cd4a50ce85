"""What the database itself refuses about receipts, tried with plain SQL as an attacker in our own code would."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from dragoman.giving.checks import receipts_are_guarded
from dragoman.giving.models import Paper
from tests.conftest import guards_lifted
from tests.factories.giving import paid, promised_gift, told

pytestmark = pytest.mark.django_db

ATTACKS = [
    "UPDATE giving_paper SET amount_minor = 1",
    "UPDATE giving_paper SET content = ''",
    "DELETE FROM giving_paper",
    {
        "sqlite": "INSERT OR REPLACE INTO giving_paper SELECT * FROM giving_paper",
        "postgresql": "TRUNCATE giving_paper CASCADE",
    }[connection.vendor],
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_database_refuses(attack):
    told(paid(promised_gift()))
    before = list(Paper.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert list(Paper.objects.values()) == before and len(before) == 1


def test_missing_guard_keeps_the_product_from_serving():
    assert receipts_are_guarded(databases=["default"]) == []
    if connection.vendor == "sqlite":
        with guards_lifted(connection):
            assert [one.id for one in receipts_are_guarded(databases=["default"])] == ["giving.E001"]
