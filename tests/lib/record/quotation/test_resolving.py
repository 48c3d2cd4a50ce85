from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.quotation.resolving import Resolved, Track, resolve_quotations

TRACKS = (
    Track.of("en", [("1", "Night trains will run again from 1 May."), ("2", "At first there will be two.")]),
    Track.of("zh", [("1", "夜间列车将从五月一日起恢复通行。")]),
)


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("He says “night trains will run again”.", [("night trains will run again", "1")]),
        ("“Trains […] from 1 May. At first”, he says", [("Trains […] from 1 May. At first", "1 2")]),
        ("“Night [express] trains”", [("Night [express] trains", "1")]),
        ("他说「恢复通行」", [("恢复通行", "1")]),
        ("He says “day trains will run again”.", [("day trains will run again", "")]),
        ("“There will be two” and “night trains”", [("There will be two", "2"), ("night trains", "1")]),
        ("The “iron” man; nobody is quoted.", []),
        ("‘Night trains’ will ‘run again’", [("Night trains", "1"), ("run again", "1")]),
        ("“From 1 May … night trains”", [("From 1 May … night trains", "")]),
        ("", []),
    ],
)  # fmt: skip
def test_quotations_of_a_summary(summary, found):
    assert resolve_quotations(summary, TRACKS) == tuple(
        Resolved(text, tuple(labels.split())) for text, labels in found
    )


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    resolve_quotations(text, TRACKS)
