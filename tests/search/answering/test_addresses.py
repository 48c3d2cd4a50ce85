from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.search.answering.addresses import asked_in, narrowed_by, query_of, with_value
from dragoman.search.answering.answers import KINDS, Asked, Order


def test_one_address_for_one_search():
    asked = asked_in(
        {"year": "2024", "x": "1", "topic": " railways ", "q": " a \n b ", "sort": "best", "speaker": ""},
        "ar",
    )
    assert asked == Asked("a b", (("topic", "railways"), ("year", "2024")), Order.BEST, language="ar")
    assert query_of(asked) == "q=a+b&topic=railways&year=2024&sort=best"
    assert query_of(Asked("")) == ""


def test_narrowing_begins_at_the_first_page():
    asked = Asked("a", (("topic", "x"), ("year", "2024")), cursor="7")
    assert query_of(narrowed_by(asked, "topic", "y")) == "q=a&topic=y&year=2024"
    assert query_of(narrowed_by(asked, "topic", "")) == "q=a&year=2024"


@given(st.sampled_from(KINDS), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_made_once_is_made_alike(kind, value, question):
    asked = Asked(question, (("source", "b&c"), ("year", "2024")), Order.BEST, "9")
    assert with_value(asked, kind)(value) == query_of(narrowed_by(asked, kind, value))


@given(st.dictionaries(st.sampled_from((*KINDS, "q", "sort", "after", "x")), st.text(max_size=30)))
def test_an_address_comes_back_as_it_is(query):
    asked = asked_in(query, "en")
    again = {name: values[0] for name, values in parse_qs(query_of(asked)).items()}
    assert asked_in(again, "en") == asked


@pytest.mark.parametrize("text", ["x" * 5_000, "x " * 5_000])
def test_a_question_has_an_end(text):
    assert len(asked_in({"q": text}, "en").question) <= 1_000
