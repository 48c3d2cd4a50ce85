from __future__ import annotations

from dragoman.engines.speech.morphemes import joined
from dragoman.engines.speech.word_times import RawWord


def test_particles_join_the_word_before_them() -> None:
    raw = [
        RawWord("전기", 0, 300, 1.0),
        RawWord("도", 300, 420, 0.5),
        RawWord("없었다", 420, 1_000, 0.9),
    ]
    assert joined(raw) == [RawWord("전기도", 0, 420, 0.75), RawWord("없었다", 420, 1_000, 0.9)]


def test_a_particle_with_nothing_before_it_stands_alone() -> None:
    assert joined([RawWord("도", 0, 100, 1.0)]) == [RawWord("도", 0, 100, 1.0)]


def test_words_do_not_grow_without_end() -> None:
    parts = [RawWord("고", at * 100, at * 100 + 100, 1.0) for at in range(20)]
    assert [len(word.text) for word in joined(parts)] == [8, 8, 4]
