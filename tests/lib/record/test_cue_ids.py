from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.cue_ids import (
    NoLabel,
    Resolved,
    is_label,
    number_of,
    parent_of,
    parts_of,
    resolve,
)

LABELS = st.from_regex(
    r"[1-9][0-9]{0,2}([a-z]{1,2}([1-9][0-9]{0,1}[a-z]{1,2}){0,2}([1-9][0-9]?)?)?", fullmatch=True
)


@pytest.mark.parametrize("label", ["1", "17", "17a", "17ab", "17a1", "17a12b3", "11045z"])
def test_labels(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize(
    "text", ["", "0", "017", "a", "17A", "17a0", "17a01", "s17", "17 ", "17\n", "１７", "17é", "1" * 17]
)
def test_no_labels(text: str) -> None:
    assert not is_label(text)


@given(LABELS, st.integers(2, 60), st.sets(st.integers(1, 60), max_size=5))
def test_parts_are_labels_of_that_parent_and_new(label: str, count: int, earlier: set[int]) -> None:
    first = parts_of(label, 60, ())
    known = {label, *(first[at - 1] for at in earlier), "999", *parts_of(first[0], 3, ())}
    parts = parts_of(label, count, known)
    assert len(set(parts)) == count
    assert not known & set(parts)
    assert {parent_of(part) for part in parts} == {label}
    assert {number_of(part) for part in parts} == {number_of(label)}


def test_parts_go_on_after_z_and_after_nine() -> None:
    assert parts_of("3", 28, ())[24:] == ("3y", "3z", "3aa", "3ab")
    assert parts_of("3a", 11, ())[8:] == ("3a9", "3a10", "3a11")


@pytest.mark.parametrize("text", ["", "a1", "<b>", "17-a"])
def test_what_is_no_label_has_no_parts(text: str) -> None:
    with pytest.raises(NoLabel, match="write it like 17, 17a or 17a1"):
        parts_of(text, 2, ())


def test_label_leads_through_splits_and_joins() -> None:
    fates = {
        "17": ("split", ("17a", "17b"), ""),
        "17a": ("merged", ("40",), ""),
        "17b": ("split", ("17b1", "17b2"), ""),
        "17b2": ("deleted", (), "Said twice."),
    }
    assert resolve("17", fates) == Resolved(("40", "17b1"), ("Said twice.",))
    assert resolve("17b2", fates) == Resolved((), ("Said twice.",))
    assert resolve("17b2", fates).is_gone
    assert resolve("3", fates) == Resolved(("3",))


@given(
    st.dictionaries(
        st.sampled_from("12345"),
        st.tuples(st.just("split"), st.lists(st.sampled_from("123456"), max_size=4), st.text(max_size=3)),
    )
)
def test_any_lineage_comes_to_an_end(fates: dict[str, tuple[str, list[str], str]]) -> None:
    for label in "123456":
        assert not set(resolve(label, fates).labels) & set(fates)
