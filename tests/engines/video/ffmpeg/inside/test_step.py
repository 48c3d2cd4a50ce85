from __future__ import annotations

import numpy as np
import pytest

from dragoman.engines.video.ffmpeg.formats import SAMPLE_RATE
from dragoman.engines.video.ffmpeg.inside.step import compare_sound
from dragoman.engines.video.port import CutNotExact

NOISE = (0.2 * np.random.default_rng(3).standard_normal(SAMPLE_RATE * 4)).astype(np.float32)
TONE = np.sin(np.arange(SAMPLE_RATE * 4) * 2 * np.pi * 1000 / SAMPLE_RATE).astype(np.float32)


@pytest.mark.parametrize("sound", [NOISE, TONE, NOISE[:9_000], NOISE * 0, NOISE[:10]])
def test_the_same_sound_is_in_step(sound: np.ndarray) -> None:
    compare_sound(sound, sound + 0.001)
    compare_sound(sound, 0.5 * sound)


@pytest.mark.parametrize("slip", [-2_000, -97, 97, 480, 2_000])
def test_a_slip_of_more_than_a_millisecond_is_caught(slip: int) -> None:
    with pytest.raises(CutNotExact, match=f"{slip / 48:.1f} ms out of step"):
        compare_sound(NOISE, np.roll(NOISE, slip))


def test_a_slip_in_one_place_only_is_caught() -> None:
    cut = NOISE.copy()
    cut[100_000:] = np.roll(NOISE, 300)[100_000:]
    with pytest.raises(CutNotExact, match="out of step"):
        compare_sound(NOISE, cut)


def test_missing_and_other_sound_is_caught() -> None:
    for cut in (NOISE * 0, NOISE[: SAMPLE_RATE * 2], NOISE[::-1].copy()):
        with pytest.raises(CutNotExact, match="is not the sound of the source"):
            compare_sound(NOISE, cut)
    with pytest.raises(CutNotExact, match="where the source is silent"):
        compare_sound(NOISE * 0, NOISE)
