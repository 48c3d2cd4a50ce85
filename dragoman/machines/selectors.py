"""Reading who the programs are."""

from __future__ import annotations

from django.db.models import QuerySet

from dragoman.machines.models import Token


def tokens() -> QuerySet[Token]:
    """Those that hold first, then the revoked; the latest first."""
    return Token.objects.select_related("made_by").order_by("revoked_at", "-pk")
