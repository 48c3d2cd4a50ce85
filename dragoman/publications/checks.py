"""The product refuses to serve when the guard of the editions is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from dragoman.publications.triggers import trigger_names

_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'publications_edition'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'publications_edition'::regclass AND tgenabled <> 'D' "
        "AND NOT tgisinternal"
    ),
}


def missing_triggers() -> set[str]:
    """Names of the triggers the table of editions should have and hasn't."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return trigger_names(connection.vendor) - present


@register(Tags.database)
def editions_are_guarded(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:  # Any: Django's form
    if not databases or "publications_edition" not in connection.introspection.table_names():
        return []
    missing = missing_triggers()
    if not missing:
        return []
    return [
        Error(
            f"The triggers that guard the editions are gone: {', '.join(sorted(missing))}.",
            hint="Someone removed them. Run “dragoman ledger verify” and compare the editions with a kept bundle.",
            id="publications.E001",
        )
    ]
