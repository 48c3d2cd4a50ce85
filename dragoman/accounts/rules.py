"""May this person do this? One question per act, answered from the roles held."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from dragoman.accounts.models import User
from dragoman.accounts.terms import Role

Person = User | AnonymousUser


def roles_of(person: Person) -> frozenset[str]:
    """The roles held, read once per request; none for strangers and for those who may no longer sign in."""
    if not isinstance(person, User) or not person.is_active:
        return frozenset()
    kept: frozenset[str] | None = getattr(person, "_roles", None)
    if kept is None:
        kept = frozenset(person.grants.values_list("role", flat=True))
        person._roles = kept  # type: ignore[attr-defined]
    return kept


def is_staff(person: Person) -> bool:
    """Works on clips: may see the desk, its drafts and its recordings. Keeping the gifts alone opens none of these."""
    return bool(roles_of(person) - {Role.TREASURER})


def can_make_clips(person: Person) -> bool:
    return bool(roles_of(person) & {Role.MONITOR, Role.EDITOR, Role.ADMINISTRATOR})


def can_translate(person: Person) -> bool:
    return bool(roles_of(person) & {Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR})


def can_review(person: Person) -> bool:
    return bool(roles_of(person) & {Role.REVIEWER, Role.EDITOR})


def can_publish(person: Person) -> bool:
    return bool(roles_of(person) & {Role.EDITOR})


def can_manage_people(person: Person) -> bool:
    return Role.ADMINISTRATOR in roles_of(person)
