"""What a killed process leaves: the index is as before or as after, never between."""

from __future__ import annotations

import os
import signal

import pytest

from dragoman.search.quotes.anchors import Common
from dragoman.search.quotes.file import common_of, current_path, open_file, read_meta, write_meta
from dragoman.search.quotes.filling import Writer
from dragoman.search.quotes.index import build, is_sampled
from dragoman.search.quotes.terms import ClipTexts, Text


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def clip(number, words="one two three four five"):
    text = Text("1", (), "original", "en", 1, 1, 0, 900, "Ana", "", "", words)
    return ClipTexts(number, "a", 1, (text,))


def test_killed_in_the_middle_of_a_change():
    build([clip(1), clip(2)], Common(), 7)
    path = current_path()
    child = os.fork()
    if not child:
        with open_file(path, to_write=True) as index:
            Writer(index, common_of(index, path)).replace(clip(1, "six seven eight nine ten"))
            write_meta(index, "size", "9")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with open_file(path) as index:
        assert read_meta(index, "size") == "7"
        assert [row[0] for row in index.execute("SELECT text FROM lines ORDER BY id")] == [
            clip(1).texts[0].text
        ] * 2
        assert index.execute("SELECT COUNT(*) FROM anchors WHERE anchors MATCH '\"zzzzzz\"'").fetchone() == (
            0,
        )


def test_readers_go_on_while_another_index_takes_over():
    build([clip(1)], Common(), 7)
    with open_file(current_path()) as index:
        build([clip(1), clip(2)], Common(), 8)
        assert index.execute("SELECT COUNT(*) FROM lines").fetchone() == (1,)
    with open_file(current_path()) as index:
        assert index.execute("SELECT COUNT(*) FROM lines").fetchone() == (2,)


def test_an_index_of_another_version_is_none(monkeypatch):
    build([clip(1)], Common(), 7)
    monkeypatch.setattr("dragoman.search.quotes.file.VERSION", "0")
    assert current_path() is None


def test_sample_takes_from_every_series():
    """A stride of 18 would take odd numbers only, and know no common word of what stands at even ones."""
    taken = [number for number in range(1, 75_001) if is_sampled(number, 18)]
    assert [sum(number % 2 == side for number in taken) for side in (0, 1)] == [2147, 1954]
