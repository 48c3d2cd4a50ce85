from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.quotation.words import are_same, composed, words_of


def same(one, other, language=""):
    first, second = words_of(composed(one), language), words_of(composed(other), language)
    return len(first) == len(second) and all(are_same(*pair) for pair in zip(first, second, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will not yield.", "“WE will  not yield”"),
        ("a well-known man", "a well—known man"),
        ("a well-known man", "a well known man"),
        ("don’t", "don't"),
        ("ＡＢＣ１２", "abc12"),
        ("na\u00adtion", "nation"),
        ("سلام", "ســلام"),
        ("كَتَبَ", "كتب"),
        ("١٢٣", "123"),
        ("cafe\u0301", "café"),
        ("夜间列车，恢复。", "夜间列车 恢复"),
        ("हिन्दी।", "हिन्दी"),
        ('צה"ל', "צה״ל"),
    ],
)
def test_may_differ(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أن", "إن"),
        ("على", "علي"),
        ("مدرسة", "مدرسه"),
        ("resume", "résumé"),
        ("Maße", "Masse"),
        ("раса", "paca"),
        ("国", "國"),
        ("three", "3"),
        ("1,500", "1500"),
        ("1,500", "1.500"),
        ("-5", "5"),
        ("5%", "5"),
        ("$5", "5"),
        ("R&D", "RD"),
        ("re-sign", "resign"),
        ("كَتَبَ", "كُتُبٌ"),
        ("a b", "ab"),
    ],
)
def test_never_the_same(one, other):
    assert not same(one, other)


def test_turkish_has_two_letters_i():
    assert same("IŞIK", "ışık", "tr")
    assert not same("IŞIK", "ışık", "en")


def test_words_lie_where_they_say():
    text = "“Ni una sola—¡ni UNA!”, 夜間 5%"
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Ni", "una", "sola", "ni", "UNA", "夜", "間", "5", "%",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_any_text(text):
    text = composed(text)
    words = words_of(text)
    assert all(word.folded and text[word.start : word.end] for word in words)
    assert list(words) == sorted(words, key=lambda word: word.start)


@pytest.mark.parametrize(
    "bomb", ["'" * 60_000, "a'" * 30_000, "1," * 30_000, "-" * 60_000, "\u0301" * 60_000]
)
def test_bombs(bomb):
    began = process_time()
    words_of(bomb)
    assert process_time() - began < 5
