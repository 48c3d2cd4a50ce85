"""Computed sounds last as asked, and loudness follows them."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from demo.sound import RATE, bell_strokes, chime, choir, loudness, save


def test_tunes_last_as_long_as_asked_and_end_in_silence() -> None:
    for sound, seconds in ((chime((0, 4, 7), 2.4), 2.4), (bell_strokes(6), 10.6), (choir(5), 5.0)):
        assert abs(len(sound) - seconds * RATE) <= 4
        assert abs(sound[-1]) < 1e-6
        assert np.max(np.abs(sound)) > 0.05


def test_loudness_is_nothing_in_silence_and_full_in_noise() -> None:
    samples = np.concatenate([np.zeros(RATE), np.ones(RATE)])
    assert loudness(samples, 4, 2) == [0.0, 0.0, 1.0, 1.0]


def test_saved_sound_is_mono_and_never_clipped(tmp_path: Path) -> None:
    save(np.array([0.0, 4.0, -4.0]), tmp_path / "loud.wav")
    with wave.open(str(tmp_path / "loud.wav")) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getnframes()) == (1, RATE, 3)
        assert np.frombuffer(sound.readframes(3), "<i2").tolist() == [0, 31783, -31783]
