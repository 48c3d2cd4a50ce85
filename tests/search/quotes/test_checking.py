"""Words that many have spoken: nobody is said not to have, nothing to be corrected, unless all were looked at."""

from __future__ import annotations

import pytest

from dragoman.search.quotes.anchors import Common
from dragoman.search.quotes.checking import Asked, match_quotation
from dragoman.search.quotes.file import common_of, current_path, open_file
from dragoman.search.quotes.index import build
from dragoman.search.quotes.lines import Reader
from dragoman.search.quotes.terms import ClipTexts, Text, Verdict

STOCK = "Good evening from our studio in the capital."


def clip(number, *, is_corrected=True):
    place = ("1", (), "original", "en")
    when = (0, 900, f"Ana Number{number}", "", "")
    gone = Text(*place, 1, 1, *when, STOCK, "2026-05-03T00:00:00+00:00", "Corrected.")
    now = Text(*place, 2, 2, *when, f"Alpha{number} speaking." if is_corrected else STOCK)
    return ClipTexts(number, "a", 2, (now, gone) if is_corrected else (now,))


def found(text, **asked):
    path = current_path()
    with open_file(path) as index:
        match = match_quotation(text, Asked(**asked), Reader(index, common_of(index, path)))
        return match.verdict, match.line.number if match.line else None


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize("name", ["Ana Number88", "Number88", "Minister Ana Number88 of Somewhere"])
def test_the_eighty_eighth_who_said_it_said_it(name):
    build((clip(number, is_corrected=False) for number in range(1, 101)), Common(), 1)
    assert found(STOCK, speaker=name) == (Verdict.EXACT, 88)
    assert found(STOCK, names=frozenset({"ana number88", "bea somebody"})) == (Verdict.EXACT, 88)
    assert found(STOCK, speaker="Bea Somebody")[0] == Verdict.WRONG_SPEAKER


def test_what_stands_in_one_of_a_hundred_stands():
    build((clip(number, is_corrected=number != 88) for number in range(1, 101)), Common(), 1)
    assert found(STOCK) == (Verdict.EXACT, 88)


def test_what_stands_nowhere_any_more_is_superseded():
    build((clip(number) for number in range(1, 101)), Common(), 1)
    assert found(STOCK)[0] == Verdict.SUPERSEDED
