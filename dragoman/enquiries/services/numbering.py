"""References: counted by year, never given twice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dragoman.enquiries.models import Serial


@transaction.atomic
def next_reference(letter: str, at: datetime) -> str:
    """``R-2026-000123``. Two who ask at once wait for one another at the year's row."""
    Serial.objects.get_or_create(letter=letter, year=at.year)
    serial = Serial.objects.select_for_update().get(letter=letter, year=at.year)
    serial.last += 1
    serial.save(update_fields=["last"])
    return str(serial)
