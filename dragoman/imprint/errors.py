"""Why an imprint is refused. ``field`` says which part of what was written is meant."""

from __future__ import annotations


class ImprintRefused(ValueError):
    """Nothing was changed; the message says what to write instead."""

    field = ""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field or self.field


class MarkRefused(ImprintRefused):
    """The file can't stand on every page."""

    field = "mark"


class SetMeanwhile(Exception):
    """A colleague set the imprint after the person opened the form."""
