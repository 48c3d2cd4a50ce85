"""The product refuses to serve when the guard of the receipts is gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from dragoman.giving.triggers import trigger_names

_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'giving_paper'",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'giving_paper'::regclass AND tgenabled <> 'D' "
        "AND NOT tgisinternal"
    ),
}


@register(Tags.database)
def receipts_are_guarded(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:  # Any: Django's form
    if not databases or "giving_paper" not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    missing = trigger_names(connection.vendor) - present
    if not missing:
        return []
    return [
        Error(
            f"The triggers that guard the receipts are gone: {', '.join(sorted(missing))}.",
            hint="Someone removed them. Compare the receipts with the copies that donors were sent.",
            id="giving.E001",
        )
    ]
