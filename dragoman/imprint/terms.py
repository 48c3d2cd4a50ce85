"""What an imprint holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """``languages`` are those offered beside the first; none named means all. ``mark`` is the name of a file."""

    name: str
    descriptions: tuple[tuple[str, str], ...] = ()
    """(language, one sentence that says what the site is)"""
    accent: str = ""
    """``#1f6feb``; empty for the red of the house."""
    languages: tuple[str, ...] = ()
    email: str = ""
    postal: str = ""
    mark: str = ""

    def description(self, language: str) -> str:
        """In the language asked for; empty where it says nothing in it."""
        return dict(self.descriptions).get(language, "")

    def offers(self, language: str) -> bool:
        return not self.languages or language in self.languages
