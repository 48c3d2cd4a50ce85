"""A fake that translates from a given list: for demonstrations and for tests of what comes after."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.engines.translation.checks import doubts
from dragoman.engines.translation.port import (
    Cancelled,
    Flag,
    TranslatedUnit,
    Translation,
    TranslationCapabilities,
    TranslationRequest,
    Unit,
    UnknownPair,
    Watch,
)
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import base, canonical


class Scripted:
    """``lines`` maps source text to translation. What is not in it stays untranslated."""

    def __init__(
        self,
        *,
        lines: Mapping[str, str] | None = None,
        pairs: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._lines = dict(lines or {})
        self._pairs = pairs

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("scripted translation", "1")

    @property
    def capabilities(self) -> TranslationCapabilities:
        return TranslationCapabilities(self._pairs)

    def preflight(self) -> list[str]:
        return []

    def translate(self, request: TranslationRequest, watch: Watch) -> Translation:
        pair = (base(request.source), base(request.target))
        if self._pairs and pair not in self._pairs:
            raise UnknownPair(f"The script does not go from {pair[0]} to {pair[1]}.")
        if watch.cancelled():
            raise Cancelled("Translation was stopped.")
        units = tuple(self._unit(unit, request) for unit in request.units)
        watch.progress(1000)
        return Translation(units, canonical(request.source), canonical(request.target), self.identity)

    def _unit(self, unit: Unit, request: TranslationRequest) -> TranslatedUnit:
        output = self._lines.get(unit.text)
        if output is None:
            return TranslatedUnit(unit.key, "", frozenset({Flag.UNTRANSLATED}))
        return TranslatedUnit(unit.key, output, doubts(unit.text, output, request.terms))
