from __future__ import annotations

import pytest

from dragoman.search.numbers import NumberAsked, number_in


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("11045", NumberAsked(11045, "")),
        ("#11045", NumberAsked(11045, "")),
        (" # 011045 ", NumberAsked(11045, "")),
        ("No. 11,045", NumberAsked(11045, "")),
        ("no 11045", NumberAsked(11045, "")),
        ("Clip No. 11045", NumberAsked(11045, "")),
        ("№ 11045", NumberAsked(11045, "")),
        ("١١٠٤٥", NumberAsked(11045, "")),
        ("＃１１０４５", NumberAsked(11045, "")),
        ("DRG 11045 s17", NumberAsked(11045, "17")),
        ("drg 11045 s17a1", NumberAsked(11045, "17a1")),
        ("11045#s3", NumberAsked(11045, "3")),
    ],
)
def test_number_is_found(text, asked):
    assert number_in(text) == asked


@pytest.mark.parametrize(
    "text", ["", "night trains", "9 April 2024", "0", "#", "11045 trains", "-5", "99999999999"]
)
def test_words_are_no_number(text):
    assert number_in(text) is None
