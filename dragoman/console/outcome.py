"""How a command ends when it can't do what was asked."""

from __future__ import annotations


class Failed(Exception):
    """A sentence for standard error, and the exit status that goes with it."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status
