"""What a language identifier takes and gives. Applications import this file and no other of the folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import same_language


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language and how sure the identifier is, 0 to 1."""

    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Identification:
    """Guesses, the surest first; none where there is too little to go by (a name, a number, “OK”)."""

    guesses: tuple[LanguageGuess, ...]

    @property
    def best(self) -> LanguageGuess | None:
        return self.guesses[0] if self.guesses else None

    def contradicts(self, language: str, at_least: float = 0.7) -> bool:
        """Whether the text is surely in another language than the one it should be in."""
        best = self.best
        return best is not None and best.confidence >= at_least and not same_language(best.language, language)


class LanguageIdentifier(Protocol):
    """``languages`` are those it tells apart: about others it is silent, or takes them for a neighbour."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def languages(self) -> frozenset[str]: ...

    def preflight(self) -> list[str]: ...

    def identify(self, text: str) -> Identification: ...
