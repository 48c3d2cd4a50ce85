from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.jobs.terms import BadJobArgs, backoff, checked_args, loss_pause


@given(st.integers(min_value=1, max_value=40))
def test_backoff_doubles_within_its_bounds(attempt: int) -> None:
    longest = min(600.0, 2.0 * 2 ** (attempt - 1))

    assert timedelta(seconds=longest / 2) <= backoff(attempt) <= timedelta(seconds=longest)


@pytest.mark.parametrize("value", ["text", 7, True, None, "عربي"])
def test_ids_and_text_are_arguments(value: str | int | bool | None) -> None:
    assert checked_args({"it": value}) == {"it": value}


@pytest.mark.parametrize("value", [1.5, b"bytes", ["a"], {"a": 1}, object()])
def test_anything_heavier_is_not(value: object) -> None:
    with pytest.raises(BadJobArgs, match="pass an id or text"):
        checked_args({"it": value})  # type: ignore[dict-item]


def test_the_first_deaths_cost_no_pause() -> None:
    pauses = [loss_pause(losses).total_seconds() for losses in (0, 1, 2, 3, 7, 12)]

    assert pauses == [0, 0, 0, 1, 5, 5]
