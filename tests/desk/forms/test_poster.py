from __future__ import annotations

import contextlib

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.forms.poster import BadMoment, read_moment, told_moment


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("at=1500", 1_500),
        ("at=auto", None),
        ("at=1500&at=auto&typed=0:12", None),
        ("at=1500&typed=0:12.4", 12_400),
        ("typed=12.5", 12_500),
    ],
)
def test_moment_is_ticked_typed_or_left_to_the_machine(sent, moment):
    assert read_moment(QueryDict(sent)) == moment


@pytest.mark.parametrize("sent", ["", "at=", "at=x", "at=-1", "at=" + "9" * 30, "typed=soon", "at=١٢"])
def test_anything_else_is_asked_again(sent):
    with pytest.raises(BadMoment):
        read_moment(QueryDict(sent))


@given(st.text(max_size=20))
def test_no_typed_text_breaks_it(text):
    sent = QueryDict(mutable=True)
    sent["typed"] = text
    with contextlib.suppress(BadMoment):
        assert isinstance(read_moment(sent), int)


def test_choice_before_is_read_back():
    assert [told_moment(text) for text in ("auto", "1500", "", "x")] == ["auto", 1_500, None, None]
