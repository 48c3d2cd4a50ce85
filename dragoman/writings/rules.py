"""May this person do this?"""

from __future__ import annotations

from dragoman.accounts.rules import Person, roles_of
from dragoman.accounts.terms import Role


def can_write_pages(person: Person) -> bool:
    """Editors write what the desk says; administrators what the installation has to say, such as privacy."""
    return bool(roles_of(person) & {Role.EDITOR, Role.ADMINISTRATOR})
