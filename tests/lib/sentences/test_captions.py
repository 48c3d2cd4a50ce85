from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.sentences import Caption, ReadingSpeed, caption_lines, profile
from dragoman.lib.timecode import Span


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    span: Span


def test_a_long_sentence_is_cut_at_its_punctuation_and_never_inside_a_name_or_a_quantity() -> None:
    captions = caption_lines(
        "The President of the United States, Joe Biden, said on Tuesday that 3,500 soldiers would leave the "
        "base within 5 km of the border, and that the rest would follow in the spring.",
        Span(1_000, 13_000),
        "en",
    )
    assert [caption.lines for caption in captions] == [
        ("The President of the United States,", "Joe Biden,"),
        ("said on Tuesday that 3,500 soldiers would", "leave the base within 5 km of the border,"),
        ("and that the rest would follow", "in the spring."),
    ]
    assert not any(caption.speed.is_too_fast for caption in captions)


def test_chinese_has_sixteen_characters_a_line() -> None:
    captions = caption_lines(
        "国家主席今天在北京会见了来访的俄罗斯总统，双方签署了12项协议。", Span(0, 8_000), "zh"
    )
    assert max(len(line) for caption in captions for line in caption.lines) <= 16
    assert "".join(line for caption in captions for line in caption.lines) == (
        "国家主席今天在北京会见了来访的俄罗斯总统，双方签署了12项协议。"
    )


def test_a_short_text_is_one_line_and_stays_long_enough_to_read() -> None:
    assert caption_lines("Yes.", Span(0, 5_000), "en", [Said("Yes.", Span(100, 400))]) == [
        Caption(Span(100, 933), ("Yes.",), ReadingSpeed(4, 833, 17))
    ]


def test_captions_begin_when_their_words_are_said() -> None:
    first, second = "word " * 14 + "end. ", "more " * 14 + "end."
    times = [Span(at * 200, at * 200 + 200) for at in range(15)] + [
        Span(9_000 + at * 200, 9_200 + at * 200) for at in range(15)
    ]
    words = [Said(text, span) for text, span in zip((first + second).split(), times, strict=True)]
    captions = caption_lines(first + second, Span(0, 12_000), "en", words)
    assert [caption.span for caption in captions] == [Span(0, 3_000), Span(9_000, 12_000)]


def test_text_too_fast_to_read_is_whole_and_says_so() -> None:
    captions = caption_lines("many words in very little time indeed", Span(0, 500), "en")
    assert [caption.lines for caption in captions] == [("many words in very little time indeed",)]
    assert captions[0].speed.is_too_fast


def test_no_text_gives_no_caption() -> None:
    assert caption_lines("  ", Span(0, 1_000), "en") == []


@given(
    st.lists(st.text(alphabet="abcdeABC.,?!0123456789жЖ", min_size=1, max_size=50), min_size=1, max_size=70),
    st.integers(0, 10_000),
    st.integers(200, 30_000),
    st.sampled_from(["en", "ru", "ko", "ar"]),
)
def test_no_word_is_lost_and_captions_keep_to_their_limits(
    words: list[str], start: int, length: int, language: str
) -> None:
    span = Span(start, start + length)
    captions = caption_lines(" ".join(words), span, language)
    check(captions, span, language)
    assert [word for caption in captions for line in caption.lines for word in line.split()] == words
    limit = profile(language).line_characters
    assert all(len(line) <= limit or " " not in line for caption in captions for line in caption.lines)


@given(st.text(alphabet="中国的会，。「」！12ab ", min_size=1, max_size=120), st.integers(300, 20_000))
def test_no_character_is_lost_in_chinese(text: str, length: int) -> None:
    span = Span(0, length)
    captions = caption_lines(text, span, "zh")
    check(captions, span, "zh")
    shown = "".join(line for caption in captions for line in caption.lines)
    assert "".join(shown.split()) == "".join(text.split())


def check(captions: list[Caption], span: Span, language: str) -> None:
    for one, other in pairwise(captions):
        assert one.span.out_ms <= other.span.in_ms
    for caption in captions:
        assert span.in_ms <= caption.span.in_ms < caption.span.out_ms <= span.out_ms
        assert caption.span.duration_ms <= profile(language).longest_ms
        assert len(caption.lines) <= 2
