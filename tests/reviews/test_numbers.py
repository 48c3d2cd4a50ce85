from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reviews.numbers import digits_in, same_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("no number", {}),
        ("75 years, 75 days", {"75": 2}),
        ("1,500 and 1.500", {"1500": 2}),
        ("1 500 and 1\u202f500", {"1": 1, "500": 1, "1500": 1}),
        ("1,00,000", {"100000": 1}),
        ("٧٥ عاما", {"75": 1}),
        ("۱٬۵۰۰ نفر", {"1500": 1}),
        ("२०२४", {"2024": 1}),
        ("in 2024.", {"2024": 1}),
        ("²", {"2": 1}),
        ("3.5 or 3,5 or 35", {"3.5": 2, "35": 1}),
        ("1,234.50", {"1234.50": 1}),
        ("24.11.2026 and 24/11/2026", {"24": 2, "11": 2, "2026": 2}),
        ("3万人", {"30000": 1}),
        ("1.2亿 and 120 million", {"120000000": 2}),
        ("3천만 명", {"30000000": 1}),
        ("2,5 миллиона and 2.5 million", {"2500000": 2}),
        ("15 مليون", {"15000000": 1}),
        ("80%", {"80": 1}),
        ("9" * 5_000, {"9" * 5_000: 1}),
    ],
)
def test_digits_of_any_script(text, numbers):
    assert digits_in(text) == Counter(numbers)


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("上午10点30分开始", "It starts at 10:30.", True),
        ("Beginn um 10.30 Uhr", "It starts at 10:30.", True),
        ("3.5 metres", "5,3 mètres", False),
        ("3,5 %", "35 %", False),
        ("有3万人", "There were 30,000 people", True),
        ("有3万人", "There were 3,000 people", False),
        ("٢٥ قتيلا", "25 dead", True),
        ("٢٥ قتيلا", "52 dead", False),
        ("05.03.2024", "5/3/2024", True),
    ],
)
def test_same_number_in_another_writing_is_no_difference(one, other, are_same):
    assert same_numbers(digits_in(one), digits_in(other)) is are_same


@given(st.text(alphabet="0123456789.,٬٫ \u00a0’٣万million天"))
def test_any_text_has_its_numbers(text):
    assert same_numbers(digits_in(text), digits_in(text))
