"""Who of the invented desk works on a clip."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.models import User
from dragoman.accounts.terms import Role


@dataclass(frozen=True, slots=True)
class Staff:
    monitor: User
    translator: User
    reviewer: User
    editor: User


def staff_of(language: str) -> Staff:
    """One person per role; translators share the languages among them, always the same one for the same language."""
    translators = _holding(Role.TRANSLATOR)
    return Staff(
        monitor=_holding(Role.MONITOR)[0],
        translator=translators[sum(language.encode()) % len(translators)],
        reviewer=_holding(Role.REVIEWER)[0],
        editor=_holding(Role.EDITOR)[0],
    )


def _holding(role: Role) -> list[User]:
    return list(User.objects.filter(grants__role=role).order_by("id"))
