from __future__ import annotations

import pytest

from dragoman.engines.translation.openai_compatible import OpenAICompatible
from dragoman.engines.translation.port import (
    EngineUnavailable,
    Flag,
    TranslatedUnit,
    TranslationRequest,
    Unit,
)
from dragoman.engines.translation.routing import TranslationRouter, translate_in_turn, untranslated
from dragoman.engines.translation.scripted import Scripted
from tests.engines.translation.watching import Watched

SCRIPTED = "dragoman.engines.translation.scripted.Scripted"
FAST = "dragoman.engines.translation.fast_translate.FastTranslate"
CHAT = "dragoman.engines.translation.openai_compatible.OpenAICompatible"
REQUEST = TranslationRequest((Unit("a", "да"), Unit("b", "нет")), "ru", "en")


@pytest.mark.models
def test_each_pair_goes_to_the_first_engine_that_knows_it() -> None:
    router = TranslationRouter([FAST, (SCRIPTED, {"pairs": frozenset({("ru", "en")})})])
    found = [router.engine_for(*pair) for pair in (("pt-BR", "en"), ("ru", "en"), ("en", "ru"))]
    assert [type(engine).__name__ for engine in found] == ["FastTranslate", "Scripted", "NoneType"]


def test_an_engine_in_a_setting_brings_its_arguments() -> None:
    router = TranslationRouter([CHAT, f"{CHAT}?url=http://localhost:8000/v1&model=m&batch_size=5"])
    engines = router.engines_for("zh", "en")
    assert [dict(engine.identity.params)["batch_size"] for engine in engines] == ["5"]
    assert len(router.missing()) == 2


def test_the_next_engine_gets_what_was_left() -> None:
    first, second = Scripted(lines={"да": "yes"}), Scripted(lines={"нет": "no"})
    answers = translate_in_turn([first, second], REQUEST, Watched())
    assert [answer.units for answer in answers] == [
        (TranslatedUnit("a", "yes"), TranslatedUnit("b", "", frozenset({Flag.UNTRANSLATED}))),
        (TranslatedUnit("b", "no"),),
    ]
    assert untranslated(TranslationRequest((Unit("b", "нет"),), "ru", "en"), answers[1]) is None


def test_an_engine_that_is_away_is_passed_over_unless_all_are() -> None:
    away = OpenAICompatible(url="http://127.0.0.1:9/v1", model="m", wait=lambda seconds: None)
    answers = translate_in_turn([away, Scripted(lines={"да": "yes", "нет": "no"})], REQUEST, Watched())
    assert [[unit.text for unit in answer.units] for answer in answers] == [["yes", "no"]]
    with pytest.raises(EngineUnavailable):
        translate_in_turn([away], REQUEST, Watched())


@pytest.mark.parametrize("spec", ["nowhere.Engine", "", f"{FAST}?speed=2"])
def test_an_adapter_that_cannot_be_built_is_named(spec: str) -> None:
    with pytest.raises(EngineUnavailable, match="A translation engine is set wrongly"):
        TranslationRouter([spec])
