from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.colour import (
    DARK_PAPER,
    LIGHT_PAPER,
    READABLE,
    BadColour,
    accent_of,
    contrast,
    parse_colour,
    written,
)


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "#12345g", "#۱۲۳۴۵۶"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(BadColour):
        parse_colour(text)


def test_colour_is_read_as_people_write_it():
    assert [written(parse_colour(text)) for text in ("#1F6FEB", " 1f6feb ")] == ["#1f6feb", "#1f6feb"]


def test_contrast_is_what_wcag_says():
    assert (contrast((0, 0, 0), (255, 255, 255)), contrast((9, 9, 9), (9, 9, 9))) == (21, 1)
    assert round(contrast(parse_colour("#767676"), (255, 255, 255)), 2) == 4.54


def test_readable_colour_stays_as_it_is():
    assert accent_of("#0b5394").light == "#0b5394"


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_becomes_readable_on_every_paper(value):
    found = accent_of(f"{value:06x}")
    assert contrast(parse_colour(found.light), parse_colour(LIGHT_PAPER)) >= READABLE
    assert contrast(parse_colour(found.dark), parse_colour(DARK_PAPER)) >= READABLE
    assert contrast(parse_colour(found.fill), (255, 255, 255)) >= READABLE
