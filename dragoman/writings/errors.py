"""Why something about a page is refused. ``field`` says which part of what was written is meant."""

from __future__ import annotations

from dragoman.writings.terms import Problem


class PageRefused(ValueError):
    """Nothing was changed; the message says what to write instead."""

    def __init__(self, message: str, field: str = "", problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.field = field
        self.problems = problems


class WrittenMeanwhile(Exception):
    """A colleague saved the text after the person opened it. Nothing of theirs is overwritten."""
