from __future__ import annotations

from dragoman.engines.identification.port import Identification, LanguageGuess


def test_only_a_sure_guess_contradicts() -> None:
    sure = Identification((LanguageGuess("en", 0.9),))
    unsure = Identification((LanguageGuess("en", 0.4), LanguageGuess("pt", 0.3)))
    assert [sure.contradicts("pt"), sure.contradicts("en-GB"), unsure.contradicts("pt")] == [
        True,
        False,
        False,
    ]
    assert not Identification(()).contradicts("pt")
