from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from dragoman.accounts.models import Opening, User
from dragoman.accounts.terms import Role


def people() -> QuerySet[User]:
    return User.objects.prefetch_related("grants")


def administrators() -> QuerySet[User]:
    return User.objects.filter(is_active=True, grants__role=Role.ADMINISTRATOR).order_by("pk")


def names_of(handles: Iterable[str]) -> dict[str, str]:
    """Handle to name, for those who are known and not erased."""
    return dict(User.objects.filter(handle__in=set(handles)).values_list("handle", "name"))


def printed_names_of(handles: Iterable[str]) -> dict[str, str]:
    """Handle to what pages print for a person now; without those who are printed as a member of the desk."""
    named = {user.handle: user.printed_name for user in User.objects.filter(handle__in=set(handles))}
    return {handle: name for handle, name in named.items() if name}


def openings_of(commitments: Iterable[str]) -> list[Opening]:
    """What these commitments stand for, as far as it is not erased."""
    return list(Opening.objects.filter(commitment__in=set(commitments)).order_by("commitment"))
