from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publications.moments import BadMoment, Moment, parse_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2", Moment(edition=2)),
        ("ledger-1234", Moment(size=1234)),
        ("2024-05-03", Moment(at=datetime(2024, 5, 3, 23, 59, 59, 999_999, UTC))),
        ("2024-05-03T10:00Z", Moment(at=datetime(2024, 5, 3, 10, 0, tzinfo=UTC))),
        ("2024-05-03T10:00+08:00", Moment(at=datetime(2024, 5, 3, 2, 0, tzinfo=UTC))),
        (" 2024-05-03T10:00 ", Moment(at=datetime(2024, 5, 3, 10, 0, tzinfo=UTC))),
    ],
)
def test_moment_as_people_write_it(text, moment):
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "ledger-0", "yesterday", "2024-13-01", "9999-12-31", "٢", "1" * 30]
)
def test_what_names_no_moment_is_refused(text):
    with pytest.raises(BadMoment):
        parse_moment(text)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(text):
    try:
        moment = parse_moment(text)
    except BadMoment:
        return
    assert sum(part is not None for part in (moment.edition, moment.size, moment.at)) == 1
