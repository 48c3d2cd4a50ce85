from __future__ import annotations

import pytest

from dragoman.engines.translation.port import (
    Flag,
    LockedTerm,
    TranslatedUnit,
    TranslationEngine,
    TranslationRequest,
    Unit,
    UnknownPair,
)
from dragoman.engines.translation.scripted import Scripted
from tests.engines.translation.watching import Watched


def test_the_script_is_checked_like_any_other_output() -> None:
    engine: TranslationEngine = Scripted(lines={"Киев, 12": "Kyiv"})
    request = TranslationRequest(
        (Unit("a", "Киев, 12"), Unit("b", "?")), "ru", "en", (LockedTerm("Киев", "Kyiv"),)
    )
    assert engine.translate(request, Watched()).units == (
        TranslatedUnit("a", "Kyiv", frozenset({Flag.NUMBER_CHANGED})),
        TranslatedUnit("b", "", frozenset({Flag.UNTRANSLATED})),
    )


def test_a_script_has_its_pairs() -> None:
    with pytest.raises(UnknownPair):
        Scripted(pairs=frozenset({("ru", "en")})).translate(TranslationRequest((), "zh", "en"), Watched())


def test_keys_must_differ() -> None:
    with pytest.raises(ValueError, match="key of its own"):
        TranslationRequest((Unit("a", "x"), Unit("a", "y")), "ru", "en")
