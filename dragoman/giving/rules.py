"""Who may see what donors gave. Editors may not: money has no say in what is published."""

from __future__ import annotations

from dragoman.accounts.rules import Person, can_publish, roles_of
from dragoman.accounts.terms import Role


def can_keep_gifts(person: Person) -> bool:
    return Role.TREASURER in roles_of(person)


def can_write_appeals(person: Person) -> bool:
    """The words that ask for gifts are words of the archive."""
    return can_keep_gifts(person) or can_publish(person)
