"""What every test may ask for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing about the product.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The outside data beside the checkout; tests that need it say so when it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the outside data folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="module")
def chromium():
    """A real browser."""
    from tests.browsing import opened_browser

    with opened_browser() as browser:
        yield browser


@pytest.fixture
def post_office(settings):
    """A real mail server, to which letters go."""
    from tests.post_office import opened_post_office

    with opened_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


@pytest.fixture
def world(db):
    """One person per role, and an outsider."""
    from tests.factories.world import make_world

    return make_world()


@pytest.fixture(autouse=True)
def _english_at_first():
    """Whatever language the test before was answered in."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def _imprint_of_the_settings(monkeypatch):
    """No test asks the database what the site is called, but after one that sets it."""
    from dragoman.imprint import standing

    monkeypatch.setattr(standing, "LOOK_EVERY_S", float("inf"))
    standing.hold(standing.Held(None, standing.of_the_settings(), 0.0))


@pytest.fixture(scope="session", autouse=True)
def _guarded_tables_can_be_emptied():
    """Tests with real transactions empty all tables afterwards, which the triggers of the record refuse."""
    from django.db import connection
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown

    def lifted(self):
        with guards_lifted(connection):
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield


@contextmanager
def guards_lifted(connection):
    """Without any trigger of ours inside the block, whatever table it guards."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            tables = [row[0] for row in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for _, sql in triggers:
            cursor.execute(sql)
