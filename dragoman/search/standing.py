"""How far a list reaches: the first and the last day, from the ends of one index."""

from __future__ import annotations

from datetime import date

from dragoman.search.filing import day_of, standing_of
from dragoman.search.models import Filing
from dragoman.search.terms import Kind


def days_covered(kind: Kind, value: str) -> tuple[date | None, date | None]:
    """The days of the first and the last broadcast filed under a value; None where no day is known."""
    found = Filing.objects.filter(kind=kind, value=value)
    dated = found.filter(standing__gte=standing_of(date.min, 0))
    first = dated.order_by("standing").values_list("standing", flat=True).first()
    last = found.order_by("-standing").values_list("standing", flat=True).first()
    return (day_of(first) if first else None), (day_of(last) if last else None)
