from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.sentences import SentenceUnit, join_words, units_from_words
from dragoman.lib.sentences.units import LONGEST_CHARACTERS, LONGEST_MS
from dragoman.lib.timecode import Span


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    span: Span


def said(text: str, *, each_ms: int = 400, pauses: dict[int, int] | None = None) -> list[Said]:
    words, at = [], 0
    for index, word in enumerate(text.split()):
        at += (pauses or {}).get(index, 0)
        words.append(Said(word, Span(at, at + each_ms)))
        at += each_ms
    return words


def test_punctuated_words_are_parted_at_their_punctuation() -> None:
    words = said("Mr. Lee left. He came back, at 5 p.m. today.")
    assert units_from_words(words, "en") == [
        SentenceUnit(Span(0, 1200), "Mr. Lee left.", 0, 3),
        SentenceUnit(Span(1200, 4000), "He came back, at 5 p.m. today.", 3, 10),
    ]


def test_unpunctuated_words_are_parted_at_pauses() -> None:
    words = said("기차도 전기도 없었다 라디오도 몰랐다", pauses={3: 700, 4: 100})
    assert [unit.text for unit in units_from_words(words, "ko")] == [
        "기차도 전기도 없었다",
        "라디오도 몰랐다",
    ]


def test_a_short_pause_parts_no_punctuated_sentence() -> None:
    words = said("And so, my fellow Americans.", pauses={2: 900})
    assert [unit.text for unit in units_from_words(words, "en")] == ["And so, my fellow Americans."]


def test_a_sentence_too_long_for_a_row_is_parted_at_a_comma() -> None:
    text = " ".join(["word"] * 30) + ", " + " ".join(["more"] * 30) + "."
    units = units_from_words(said(text), "en")
    assert [unit.text.split()[-1] for unit in units] == ["word,", "more."]


def test_chinese_words_are_written_together_and_latin_ones_apart() -> None:
    assert join_words(["中国", "GDP", "Growth", "5", "万"], "zh") == "中国GDP Growth 5万"


def test_no_words_give_no_units() -> None:
    assert units_from_words([], "en") == []


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abcdeABC.,?!…0123456789中。", min_size=1, max_size=14),
            st.integers(1, 3000),
            st.integers(0, 3000),
        ),
        min_size=1,
        max_size=60,
    ),
    st.sampled_from(["en", "zh", "ru"]),
)
def test_every_word_is_in_one_unit_and_units_fit_a_row(
    parts: list[tuple[str, int, int]], language: str
) -> None:
    words, at = [], 0
    for text, length, pause in parts:
        words.append(Said(text, Span(at + pause, at + pause + length)))
        at += pause + length
    units = units_from_words(words, language)
    assert [index for unit in units for index in range(unit.first, unit.end)] == list(range(len(words)))
    for unit in units:
        assert unit.text == join_words([word.text for word in words[unit.first : unit.end]], language)
        assert unit.end - unit.first == 1 or (
            unit.span.duration_ms <= LONGEST_MS and len(unit.text) <= LONGEST_CHARACTERS
        )
    assert all(one.span.out_ms <= other.span.in_ms for one, other in pairwise(units))
