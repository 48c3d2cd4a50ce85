"""Which engine hears which language, from an ordered list of adapters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dragoman.engines.speech.port import EngineUnavailable, SpeechEngine
from dragoman.lib.adapters import AdapterSpec, AdapterUnusable, build
from dragoman.lib.languages import base


class SpeechRouter:
    """Adapters in order of preference. Each is built once, when the router is."""

    def __init__(self, adapters: Sequence[AdapterSpec]) -> None:
        self._engines = tuple(_build(spec) for spec in adapters)

    def engine_for(self, language: str) -> SpeechEngine | None:
        """The first engine that hears the language and is ready; None means a person has to write."""
        return next(iter(self.engines_for(language)), None)

    def engines_for(self, language: str) -> list[SpeechEngine]:
        """Every ready engine for the language, the preferred one first: the next is tried if one breaks."""
        wanted = base(language)
        return [
            engine
            for engine in self._engines
            if (not engine.capabilities.languages or wanted in engine.capabilities.languages)
            and not engine.preflight()
        ]

    def missing(self) -> list[str]:
        """What every adapter still needs, in sentences for the operator."""
        return [sentence for engine in self._engines for sentence in engine.preflight()]


def _build(spec: AdapterSpec) -> SpeechEngine:
    try:
        return cast(SpeechEngine, build(spec))
    except AdapterUnusable as error:
        raise EngineUnavailable(f"A speech engine is set wrongly: {error}") from error
