"""Commands on the people who work here."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from dragoman.accounts.models import Grant, User
from dragoman.accounts.terms import Role
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor


class PersonExists(ValueError):
    """Someone already signs in with this address."""


class NoSuchRole(ValueError):
    """The text is not one of the roles."""


class LastAdministrator(ValueError):
    """Without this person nobody could manage people any more."""


class BadAddress(ValueError):
    """The text is no e-mail address."""


@transaction.atomic
def add_person(*, email: str, name: str, roles: Iterable[str], password: str | None, actor: Actor) -> User:
    """Make a person who can sign in. Without a password they set one through the reset mail."""
    wanted = [_role(role) for role in roles]
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadAddress(f"“{email}” is not an e-mail address.") from error
    if User.objects.filter(email__iexact=email).exists():
        raise PersonExists(f"Someone already signs in as {email.lower()}.")
    user = User.objects.create_user(email, password, name=name.strip() or email.split("@")[0])
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in wanted)
    record(
        actor=actor,
        act="person.added",
        subject=f"person:{user.handle}",
        detail={"roles": sorted(str(role) for role in wanted)},
    )
    return user


@transaction.atomic
def set_roles(*, user: User, roles: Iterable[str], actor: Actor) -> User:
    """Give a person exactly these roles."""
    wanted = {_role(role) for role in roles}
    if Role.ADMINISTRATOR not in wanted and _is_last_administrator(user):
        raise LastAdministrator(f"{user.name} is the last administrator: make another one first.")
    user.grants.exclude(role__in=wanted).delete()
    held = set(user.grants.values_list("role", flat=True))
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in wanted - held)
    record(
        actor=actor,
        act="person.roles_set",
        subject=f"person:{user.handle}",
        detail={"roles": sorted(str(role) for role in wanted)},
    )
    return user


@transaction.atomic
def close_account(*, user: User, actor: Actor) -> User:
    """The person may no longer sign in; what they did stays under their handle."""
    check_not_last_administrator(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(actor=actor, act="person.closed", subject=f"person:{user.handle}")
    return user


def check_not_last_administrator(user: User) -> None:
    if _is_last_administrator(user):
        raise LastAdministrator(f"{user.name} is the last administrator: make another one first.")


def _role(text: str) -> Role:
    try:
        return Role(str(text).strip().lower())
    except ValueError as error:
        raise NoSuchRole(f"“{text}” is not a role: choose from {', '.join(Role.values)}.") from error


def _is_last_administrator(user: User) -> bool:
    administrators = Grant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return administrators.filter(user=user).exists() and not administrators.exclude(user=user).exists()
