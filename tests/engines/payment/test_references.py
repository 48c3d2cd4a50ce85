from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.payment.references import (
    in_groups,
    is_reference,
    new_reference,
    references_in,
    with_check_digits,
)


def test_check_digits_are_those_of_the_standard():
    assert with_check_digits("539007547034") == "RF18539007547034"
    assert (is_reference("RF18 5390 0754 7034"), is_reference("RF18539007547043")) == (True, False)


@given(st.integers(2, 15), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(place, other):
    reference = new_reference()
    wrong = reference[:place] + other + reference[place + 1 :]
    assert is_reference(wrong) == (wrong == reference)


def test_reference_is_found_in_what_banks_make_of_it():
    one, other = new_reference(), new_reference()
    text = f"SEPA Überweisung/SVWZ+{in_groups(one).lower()} thanks, and {other}-END"
    assert references_in(text) == (one, other)
    assert references_in(f"XRF{one}9") == (one,)
    assert references_in("RF") == references_in("no reference at all") == ()


@given(st.text(max_size=200))
def test_any_text_has_references_or_none(text):
    assert all(is_reference(one) for one in references_in(text))
