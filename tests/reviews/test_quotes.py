from __future__ import annotations

import pytest

from dragoman.reviews.quotes import quotes_balance


@pytest.mark.parametrize(
    ("text", "is_balanced"),
    [
        ("No quotation, and it’s fine.", True),
        ("He said “come” and 'go'.", True),
        ("Он сказал: «Поезд идёт».", True),
        ("Er sagte: „Der Zug kommt.“", True),
        ("Sie sagte: »Der Zug kommt.«", True),
        ("他说：“火车来了。”", True),
        ("彼は「来ない」と言った。", True),
        ('A pipe of 12" and no more.', True),
        ('He said "come".', True),
        ("He said “come and went.", False),
        ("Он сказал: «Поезд идёт.", False),
        ("彼は「来ないと言った。", False),
        ('He said "come.', False),
    ],
)
def test_marks_that_open_close(text, is_balanced):
    assert quotes_balance(text) is is_balanced
