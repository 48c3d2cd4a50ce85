from __future__ import annotations

from collections import Counter

import pytest

from dragoman.engines.translation.checks import doubts, in_script, numbers, refusal, shifted, terms_in
from dragoman.engines.translation.port import Flag, LockedTerm


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3,500 soldiers", ["3500"]),
        ("3.500 soldados", ["3500"]),
        ("3 500 солдат", ["3500"]),
        ("R$ 3.500,00", ["350000"]),
        ("in 2024, 12 of 15", ["2024", "12", "15"]),
        ("٣٬٥٠٠ و ١٢", ["3", "500", "12"]),
        ("none", []),
    ],
)
def test_numbers_are_their_digits(text: str, found: list[str]) -> None:
    assert numbers(text) == Counter(found)


@pytest.mark.parametrize(
    ("source", "output", "target", "flag"),
    [
        ("Hello there, friends.", "Olá, amigos.", "pt", None),
        ("Hello there, friends.", "", "pt", Flag.BAD_OUTPUT),
        ("Привет, мир", "- ()", "pt", Flag.BAD_OUTPUT),
        ("Hello there.", "Sure! Olá.", "pt", Flag.BAD_OUTPUT),
        ("Hello there.", "Here is the translation: Olá.", "pt", Flag.BAD_OUTPUT),
        ("Here is the news.", "Here's the latest news.", "en", None),
        ("He said so.", "de de de de de de", "pt", Flag.BAD_OUTPUT),
        ("No, no, no, no, no!", "Não, não, não, não, não!", "pt", None),
        ("A sentence of some length.", "Uma", "pt", Flag.BAD_OUTPUT),
        ("Short.", "x" * 200, "pt", Flag.BAD_OUTPUT),
        (
            "国家主席今天在北京会见了俄罗斯总统。",
            "The president met the Russian president in Beijing today.",
            "en",
            None,
        ),
        ("The president met them.", "总统会见了他们，谈了很久。", "en", Flag.WRONG_LANGUAGE),
        ("The president met them.", "Президент встретился с ними.", "uk", None),
        ("12", "12", "zh", None),
    ],
)
def test_what_cannot_be_a_translation_is_refused(
    source: str, output: str, target: str, flag: Flag | None
) -> None:
    assert refusal(source, output, target) is flag


def test_missing_numbers_and_names_are_doubtful() -> None:
    terms = (LockedTerm("Си Цзиньпин", "Xi Jinping"), LockedTerm("Москва", "Moscow"))
    assert doubts("Си Цзиньпин: 12 из 15", "Xi said 12", terms) == {Flag.NUMBER_CHANGED, Flag.TERM_LOST}
    assert doubts("Си Цзиньпин: 12 из 15", "xi jinping: 15, 12", terms) == frozenset()


def test_terms_are_whole_words_but_anywhere_in_chinese() -> None:
    terms = (LockedTerm("Ann", "Ana"), LockedTerm("习近平", "Xi Jinping"))
    assert terms_in("Annals of Joann", terms) == []
    assert terms_in("国家主席习近平今天", terms) == [terms[1]]


def test_short_texts_have_any_script() -> None:
    assert in_script("NATO", "ru")
    assert not in_script("This is plain English text", "ru")


def test_answers_one_line_off_are_noticed() -> None:
    sources = ["In 1990 it began.", "Then 12 came.", "And 300 left.", "So it ended."]
    right = ["Começou em 1990.", "Depois vieram 12.", "E 300 saíram.", "Assim terminou."]
    assert not shifted(sources, right)
    assert shifted(sources, [*right[1:], "Fim."])
    assert shifted(sources, ["Início.", *right[:-1]])
