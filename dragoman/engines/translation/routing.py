"""Which engine translates which pair, from an ordered list of adapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from dragoman.engines.translation.port import (
    EngineUnavailable,
    Flag,
    Translation,
    TranslationEngine,
    TranslationRequest,
    Watch,
)
from dragoman.lib.adapters import AdapterSpec, AdapterUnusable, build
from dragoman.lib.languages import base


class TranslationRouter:
    """Adapters in order of preference. Each is built once, when the router is."""

    def __init__(self, adapters: Sequence[AdapterSpec]) -> None:
        self._engines = tuple(_build(spec) for spec in adapters)

    def engine_for(self, source: str, target: str) -> TranslationEngine | None:
        """The first ready engine for the pair; None means a person has to translate."""
        return next(iter(self.engines_for(source, target)), None)

    def engines_for(self, source: str, target: str) -> list[TranslationEngine]:
        pair = (base(source), base(target))
        return [
            engine
            for engine in self._engines
            if (not engine.capabilities.pairs or pair in engine.capabilities.pairs) and not engine.preflight()
        ]

    def missing(self) -> list[str]:
        """What every adapter still needs, in sentences for the operator."""
        return [sentence for engine in self._engines for sentence in engine.preflight()]


def untranslated(request: TranslationRequest, translation: Translation) -> TranslationRequest | None:
    """The request for what one engine left untranslated, to give to the next; None when all is done.

    The next engine's answer has an identity of its own, so the two are never mixed into one result.
    """
    left = {unit.key for unit in translation.units if Flag.UNTRANSLATED in unit.flags}
    units = tuple(unit for unit in request.units if unit.key in left)
    return replace(request, units=units) if units else None


def translate_in_turn(
    engines: Sequence[TranslationEngine], request: TranslationRequest, watch: Watch
) -> list[Translation]:
    """Each engine gets what those before it left. One answer an engine; unreachable engines are passed over."""
    answers: list[Translation] = []
    last_error: EngineUnavailable | None = None
    left: TranslationRequest | None = request
    for engine in engines:
        if left is None:
            break
        try:
            answer = engine.translate(left, watch)
        except EngineUnavailable as error:
            last_error = error
            continue
        answers.append(answer)
        left = untranslated(left, answer)
    if not answers and last_error is not None:
        raise last_error
    return answers


def _build(spec: AdapterSpec) -> TranslationEngine:
    try:
        return cast(TranslationEngine, build(spec))
    except AdapterUnusable as error:
        raise EngineUnavailable(f"A translation engine is set wrongly: {error}") from error
