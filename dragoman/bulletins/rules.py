"""What may be asked for at which cadence, and who at the desk may see and do what."""

from __future__ import annotations

from django.conf import settings

from dragoman.accounts.models import User
from dragoman.accounts.rules import Person, can_manage_people, can_publish
from dragoman.bulletins.terms import Cadence


def may_have_at_once(normal: str | None) -> bool:
    """Mail at once is for those the installation says: everyone, nobody, or the people of the desk."""
    if settings.BULLETINS_AT_ONCE != "STAFF" or not normal:
        return bool(settings.BULLETINS_AT_ONCE == "EVERYONE")
    return User.objects.filter(email__iexact=normal, is_active=True, grants__isnull=False).exists()


def cadences_for(normal: str | None) -> tuple[Cadence, ...]:
    """Those a reader may choose from."""
    usual = (Cadence.DAILY, Cadence.WEEKLY)
    return (*usual, Cadence.AT_ONCE) if may_have_at_once(normal) else usual


def can_see_readers(person: Person) -> bool:
    """How many there are, of what; not who."""
    return can_publish(person) or can_manage_people(person)


def can_keep_readers(person: Person) -> bool:
    """Who they are: finding, importing, exporting, suppressing."""
    return can_manage_people(person)
