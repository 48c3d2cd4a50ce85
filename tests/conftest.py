"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The outside data beside the checkout; tests that need it say so when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the outside data folder is not beside this checkout")
    return SHARED


@pytest.fixture
def world(db):
    """One person per role, and an outsider."""
    from tests.factories.world import make_world

    return make_world()


@pytest.fixture(scope="session", autouse=True)
def _ledger_can_be_emptied():
    """Tests with real transactions empty all tables afterwards, which the ledger's triggers refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    from dragoman.ledger.triggers import statements, trigger_names

    empty = TransactionTestCase._fixture_teardown

    def lifted(self):
        guards = trigger_names(connection.vendor)
        on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            for name in guards:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        empty(self)
        with connection.cursor() as cursor:
            for name, statement in statements(connection.vendor).items():
                if name in guards:
                    cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
