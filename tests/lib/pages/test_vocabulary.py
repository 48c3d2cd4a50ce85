"""Word lists."""

from __future__ import annotations

from dragoman.lib.pages.vocabulary import words


def test_words_are_a_set() -> None:
    assert words("a b\n  a") == frozenset({"a", "b"})
