from __future__ import annotations

import pytest

from dragoman.jobs.context import JobContext
from dragoman.jobs.registry import handles, handling_of, known_kinds
from dragoman.jobs.terms import JobRefused, UnknownJobKind
from tests.jobs import sample


def test_a_kind_is_done_by_its_handler() -> None:
    handling = handling_of("sample.unusable")

    assert (handling.handler, handling.refuses, handling.max_attempts) == (
        sample.unusable,
        (JobRefused, sample.Unusable),
        5,
    )
    assert "sample.unusable" in known_kinds()


def test_registering_the_same_handler_again_is_harmless() -> None:
    assert handles("sample.note")(sample.take_note) is sample.take_note


def test_two_handlers_for_one_kind_are_refused() -> None:
    def another(job: JobContext) -> None:
        """Never registered."""

    with pytest.raises(ValueError, match=r"Two handlers for sample\.note"):
        handles("sample.note")(another)
    assert handling_of("sample.note").handler is sample.take_note


def test_unknown_work_is_named() -> None:
    with pytest.raises(UnknownJobKind, match=r"sample\.unheard"):
        handling_of("sample.unheard")
