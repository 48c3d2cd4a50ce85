"""Quotations that run over several sentences, where the first of them stands in many clips."""

from __future__ import annotations

import pytest

from dragoman.search.quotes.anchors import Common
from dragoman.search.quotes.checking import Asked, match_quotation
from dragoman.search.quotes.file import common_of, current_path, open_file
from dragoman.search.quotes.index import build
from dragoman.search.quotes.lines import Reader
from dragoman.search.quotes.terms import ClipTexts, Join, Text, Verdict

STOCK = "Good evening from our studio in the capital."


@pytest.fixture(autouse=True)
def _archive(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    build((clip(number) for number in range(1, 101)), Common(), 1)


def clip(number):
    """One of a hundred news in as many voices, which all begin with the same words."""
    words = [STOCK, f"Alpha{number} reached bravo{number} this morning.", f"Charlie{number} did not say why."]
    texts = [
        Text(
            str(at), (), "original", "en", 1, 1, at * 900, at * 900 + 800, f"Ana Number{number}", "", "", text
        )
        for at, text in enumerate(words, 1)
    ]
    return ClipTexts(number, "a", 1, tuple(texts))


def found(text):
    path = current_path()
    with open_file(path) as index:
        match = match_quotation(text, Asked(), Reader(index, common_of(index, path)))
        parts = [(line.number, line.label) for line, _ in match.join.parts] if match.join else []
        return match.verdict, match.join and match.join.how, parts


def test_beginning_that_a_hundred_clips_share_is_found_by_its_end():
    assert found(f"{STOCK} Alpha77 reached bravo77 this morning.") == (
        Verdict.JOINED,
        Join.NEIGHBOURS,
        [(77, "1"), (77, "2")],
    )
    assert found("our studio in the capital. Charlie77 did not say why.") == (
        Verdict.JOINED,
        Join.OTHERS_BETWEEN,
        [(77, "1"), (77, "3")],
    )


def test_sentences_of_two_clips_are_never_joined():
    assert found("Alpha76 reached bravo76 this morning. Charlie77 did not say why.")[0] != Verdict.JOINED


def test_sentences_in_another_order_are_never_joined():
    assert found("Charlie77 did not say why. Alpha77 reached bravo77 this morning.")[0] != Verdict.JOINED
