from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from dragoman.archive.narrowing import address, address_with, chosen_in, filters_in, tidy
from dragoman.search.selectors import Filters


def test_address_is_read_and_written_back():
    filters = filters_in(QueryDict("topic=railways&year=2024&words=night%20trains&before=x&other=1"))
    assert filters == Filters(topic="railways", year=2024, words="night trains")
    assert (
        address(filters, "2024-04-09_7")
        == "/clips?topic=railways&year=2024&words=night+trains&before=2024-04-09_7"
    )
    assert address(Filters()) == "/clips"


@pytest.mark.parametrize("year", ["", "24", "20244", "abcd", "0000", "٢٠٢٤", "-202", "2024.5"])
def test_year_that_is_none_is_left_out(year):
    assert filters_in(QueryDict(f"year={year}")).year is None


def test_choices_are_added_and_taken_out():
    filters = Filters(topic="railways", year=2024)
    assert chosen_in(filters) == (("topic", "railways"), ("year", "2024"))
    assert address_with(filters, "year", "") == "/clips?topic=railways"
    assert address_with(filters, "source", "a&b") == "/clips?topic=railways&source=a%26b&year=2024"
    assert address_with(filters, "year", "2023") == "/clips?topic=railways&year=2023"


def test_words_lose_what_cannot_be_searched():
    assert tidy("  a\x00b\u202e\n\tc\u200d  ") == "ab c\u200d"
    assert len(tidy("x" * 5000)) == 200


@given(st.text())
def test_tidy_words_stay_as_they_are(text):
    assert tidy(tidy(text)) == tidy(text)
