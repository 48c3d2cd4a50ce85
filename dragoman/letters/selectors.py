"""Reading which letters wait, went, or were refused."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from dragoman.letters.models import Letter
from dragoman.letters.terms import LetterState


def letters_due(now: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.WAITING, next_at__lte=now)


def letters_in(state: LetterState, most: int = 100) -> QuerySet[Letter]:
    """The latest first, without their words."""
    return Letter.objects.filter(state=state).defer("text", "html").order_by("-created_at")[:most]


def letters_by_state() -> dict[LetterState, int]:
    """How many there are in each state."""
    found = dict(Letter.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in LetterState}
