"""The world most tests start from: one person per role, and an outsider who may see nothing but the public pages."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.models import User
from tests.factories.people import person


@dataclass(frozen=True, slots=True)
class World:
    monitor: User
    translator: User
    reviewer: User
    editor: User
    administrator: User
    officer: User
    outsider: User


def make_world() -> World:
    return World(
        monitor=person("Mona", "monitor"),
        translator=person("Tara", "translator"),
        reviewer=person("Rune", "reviewer"),
        editor=person("Edda", "editor"),
        administrator=person("Ada", "administrator"),
        officer=person("Olga", "officer"),
        outsider=person("Odd"),
    )
