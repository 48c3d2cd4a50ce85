"""Sound made for the tests: voice from the given samples, and what is no voice."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 16_000

Sound = npt.NDArray[np.float64]


def write_wav(path: Path, samples: Sound, rate: int = RATE, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as opened:
        opened.setnchannels(channels)
        opened.setsampwidth(2)
        opened.setframerate(rate)
        opened.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def spoken(path: Path) -> Sound:
    from faster_whisper.audio import decode_audio

    return np.asarray(decode_audio(str(path)), dtype=np.float64)


def silence(seconds: float) -> Sound:
    return np.zeros(round(seconds * RATE))


def noise(seconds: float, level: float = 0.1) -> Sound:
    return np.random.default_rng(7).standard_normal(round(seconds * RATE)) * level


def hum(seconds: float) -> Sound:
    at = np.arange(round(seconds * RATE)) / RATE
    return 0.3 * np.sin(2 * np.pi * 50 * at) + 0.1 * np.sin(2 * np.pi * 150 * at)


def music(seconds: float) -> Sound:
    """A plucked scale over drum beats."""
    length = round(seconds * RATE)
    scale = [262, 294, 330, 349, 392, 440, 494, 523]
    notes = [_note(scale[index % 8], 0.4) for index in range(int(seconds / 0.4) + 1)]
    tune = np.concatenate(notes)[:length] * 0.15
    beat = np.random.default_rng(3).standard_normal(1_600) * np.exp(-np.arange(1_600) / 300) * 0.2
    for start in range(0, length - 1_600, RATE // 2):
        tune[start : start + 1_600] += beat
    return tune


def choir(seconds: float) -> Sound:
    """A sung vowel with vibrato: close enough to a voice to pass a voice detector."""
    at = np.arange(round(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(220 + 6 * np.sin(2 * np.pi * 5 * at)) / RATE
    parts = [
        np.sin(k * phase)
        * (np.exp(-(((k * 220 - 700) / 300) ** 2)) + 0.5 * np.exp(-(((k * 220 - 1200) / 300) ** 2)))
        for k in range(1, 20)
    ]
    return np.sum(parts, axis=0) * 0.2 * (1 + 0.5 * np.sin(2 * np.pi * 0.7 * at))


def _note(hertz: float, seconds: float) -> Sound:
    at = np.arange(round(seconds * RATE)) / RATE
    return np.sum([np.sin(2 * np.pi * hertz * k * at) / k for k in range(1, 7)], axis=0) * np.exp(-3 * at)
