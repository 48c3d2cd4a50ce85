from __future__ import annotations

import pytest

from dragoman.lib.sentences.breaks import (
    AFTER_CLAUSE,
    AFTER_CLINGING,
    AFTER_SENTENCE,
    ANYWHERE,
    BEFORE_LEADING,
    NEVER,
    break_cost,
    tokens_of,
)


@pytest.mark.parametrize(
    ("text", "language", "cost"),
    [
        ("left. He", "en", AFTER_SENTENCE),
        ("left, he", "en", AFTER_CLAUSE),
        ("soldiers and", "en", BEFORE_LEADING),
        ("soldiers leave", "en", ANYWHERE),
        ("the base", "en", AFTER_CLINGING),
        ("5 km", "en", NEVER),
        ("$5 million", "en", NEVER),
        ("№ 5", "ru", NEVER),
        ("3 500", "ru", NEVER),
        ("12 марта", "ru", NEVER),
        ("Joe Biden", "en", NEVER),
        ("J. Biden", "en", NEVER),
        ("Владимир Путин", "ru", NEVER),
        ("Biden. He", "en", AFTER_SENTENCE),
    ],
)
def test_breaks_have_their_price(text: str, language: str, cost: float) -> None:
    assert break_cost(tokens_of(text, spaced=True), 1, language) == cost


def test_no_chinese_line_begins_with_a_mark() -> None:
    tokens = tokens_of("访，双", spaced=False)
    assert [break_cost(tokens, at, "zh") for at in (1, 2)] == [NEVER, AFTER_CLAUSE]


def test_latin_words_and_numbers_stay_whole_in_chinese() -> None:
    assert [token.text for token in tokens_of("签署了12.5项GDP协议。", spaced=False)] == [
        *"签署了",
        "12.5",
        "项",
        "GDP",
        *"协议。",
    ]
