"""Headlines."""

from __future__ import annotations

from dragoman.lib.pages.headline import is_title_case


def test_headlines_are_told_from_speech() -> None:
    assert is_title_case("We Have Embarked On A New Path Of Coexistence")
    assert not is_title_case("We have embarked on a New Path.")
    assert not is_title_case("Yes")
