from __future__ import annotations

from dragoman.accounts.models import User
from dragoman.accounts.services import add_person
from dragoman.ledger.terms import COMMAND_LINE

PASSWORD = "a long enough passphrase"


def person(name: str, *roles: str) -> User:
    """Someone who can sign in with ``PASSWORD``; without roles, an outsider with an account."""
    return add_person(
        email=f"{name.lower()}@example.org", name=name, roles=roles, password=PASSWORD, actor=COMMAND_LINE
    )
