"""The product refuses to serve when the ledger's own guard is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from dragoman.ledger.triggers import trigger_statements

_PRESENT = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, '' FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal",
}


def missing_triggers() -> set[str]:
    """Names of the triggers the database should have and hasn't, or has in other words."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = dict(cursor.fetchall())
    wanted = trigger_statements(connection.vendor)
    if connection.vendor == "postgresql":
        return set(wanted) - set(present)
    return {name for name, sql in wanted.items() if present.get(name, "").strip() != sql.strip()}


@register(Tags.database)
def ledger_is_guarded(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:  # Any: Django's form
    if not databases or "ledger_attestation" not in connection.introspection.table_names():
        return []
    missing = missing_triggers()
    if not missing:
        return []
    return [
        Error(
            f"The ledger's triggers are gone: {', '.join(sorted(missing))}.",
            hint="Someone removed them. Compare the ledger with a kept copy, then restore the database.",
            id="ledger.E001",
        )
    ]
