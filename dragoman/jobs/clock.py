"""The time that leases are measured by."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils import timezone


def database_now() -> datetime:
    """The clock all workers share.

    With PostgreSQL workers may run on several machines whose clocks differ, so the database is asked: a fast
    clock must not take jobs from the living. SQLite is one machine.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    now: datetime = row[0]
    return now
