"""Who did the work: the name, version and settings of an engine, as recorded beside everything it made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """Enough to say, years later, which program and which model made a result.

    ``params`` are the settings that change the result, as sorted pairs of text; ``runtime`` names the
    library underneath when it has a version of its own.
    """

    name: str
    version: str
    model: str = ""
    model_sha256: str = ""
    params: tuple[tuple[str, str], ...] = ()
    runtime: str = ""

    def __post_init__(self) -> None:
        if not self.name or not self.version:
            raise ValueError("An engine must have a name and a version.")
        if list(self.params) != sorted(self.params):
            raise ValueError("The settings of an engine are kept sorted by name.")

    def __str__(self) -> str:
        told = f"{self.name} {self.version}"
        return f"{told} ({self.model})" if self.model else told
