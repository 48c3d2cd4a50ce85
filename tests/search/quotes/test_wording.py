from __future__ import annotations

import pytest

from dragoman.search.quotes.results import LeftOut, Result
from dragoman.search.quotes.terms import Join, Verdict
from dragoman.search.quotes.wording import remarks, verdict_words


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words(verdict):
    if verdict != Verdict.WRONG_SPEAKER:
        assert verdict_words(Result("a", verdict))


def test_cut():
    result = Result("a", Verdict.JOINED, join=Join.ACROSS_A_CUT, cut_ms=12_000)
    assert verdict_words(result) == "Sentences quoted as one, across a cut of 0:12."


def test_superseded():
    result = Result("a", Verdict.SUPERSEDED, until="2026-05-03T00:00:00+00:00")
    assert verdict_words(result) == "These were the words until 3 May 2026; corrected since."


def test_remarks():
    result = Result("a", Verdict.SHORTENED, left_out=(LeftOut("not 5", True, True),))
    assert remarks(result) == ("What is left out denies something.", "What is left out holds a number.")
