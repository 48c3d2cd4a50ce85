from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.working_copy import (
    Edit,
    EditedRow,
    Rendered,
    Row,
    WorkingCopy,
    in_order,
    merged,
    working_copy,
)
from dragoman.publications.models import Publication
from dragoman.transcripts.services import NoSuchCue


def row(label: str, in_ms: int | None = None, text: str = "") -> Row:
    return Row(label, in_ms, None if in_ms is None else in_ms + 100, text, (Rendered("en"),))


COPY = WorkingCopy(("en",), (row("1", 0), row("2", 1_000), row("3", 2_000)), frozenset())


def test_copy_of_a_clip_is_what_its_stages_hold(draft: Publication) -> None:
    copy = working_copy(draft.clip)
    assert copy.languages == ("en",)
    assert copy.rows[0] == Row(
        label="1",
        in_ms=1_000,
        out_ms=6_500,
        text="夜间列车将从五月一日起恢复通行。",
        renderings=(Rendered("en", "1", ("1",), "Night trains will run again from 1 May."),),
        language="zh",
        speaker="Lin Ruomei",
        role="spokesperson",
    )


def test_copy_costs_the_same_however_long_it_is(draft: Publication, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):
        working_copy(draft.clip)


def test_edit_without_rows_changes_nothing() -> None:
    assert merged(COPY, Edit(COPY.digest, ())) == list(COPY.rows)


def test_added_rows_stand_where_they_say_and_removed_ones_go() -> None:
    edit = Edit(
        COPY.digest,
        (
            EditedRow(row("", text="after one"), after="1"),
            EditedRow(row("3", text="three")),
            EditedRow(row("", text="last")),
        ),
        frozenset({"2"}),
    )
    assert [(it.label, it.text) for it in merged(COPY, edit)] == [
        ("1", ""),
        ("", "after one"),
        ("3", "three"),
        ("", "last"),
    ]


def test_row_after_a_removed_sentence_takes_its_place() -> None:
    edit = Edit(COPY.digest, (EditedRow(row("", text="new"), after="2"),), frozenset({"2"}))
    assert [it.text or it.label for it in merged(COPY, edit)] == ["1", "new", "3"]


def test_sentence_that_does_not_exist_is_named() -> None:
    with pytest.raises(NoSuchCue, match="There is no sentence s9"):
        merged(COPY, Edit(COPY.digest, (), frozenset({"9"})))


@given(st.lists(st.one_of(st.none(), st.integers(0, 10_000)), max_size=20))
def test_order_is_by_time_and_keeps_every_row_behind_the_one_it_follows(times: list[int | None]) -> None:
    rows = [row(str(at), in_ms) for at, in_ms in enumerate(times)]
    ordered = in_order(rows)
    timed = [it.in_ms for it in ordered if it.in_ms is not None]
    assert sorted(it.label for it in ordered) == sorted(it.label for it in rows)
    assert timed == sorted(timed)
    assert in_order(ordered) == ordered


def test_digest_tells_every_difference_apart() -> None:
    others = [
        WorkingCopy(("pt",), COPY.rows, frozenset()),
        WorkingCopy(("en",), COPY.rows[:2], frozenset()),
        WorkingCopy(("en",), (row("1", 1), *COPY.rows[1:]), frozenset()),
        WorkingCopy(("en",), (row("1", 0, "x"), *COPY.rows[1:]), frozenset()),
    ]
    assert len({COPY.digest, *(other.digest for other in others)}) == 5
