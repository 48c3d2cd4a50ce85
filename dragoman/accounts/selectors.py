from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from dragoman.accounts.models import User


def people() -> QuerySet[User]:
    return User.objects.prefetch_related("grants")


def names_of(handles: Iterable[str]) -> dict[str, str]:
    """Handle to name, for those who are known and not erased."""
    return dict(User.objects.filter(handle__in=set(handles)).values_list("handle", "name"))
