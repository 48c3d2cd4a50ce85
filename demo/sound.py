"""The sound of a broadcast: synthetic voices from espeak-ng, a chime, a bell, a small choir."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from demo.script import Voice

RATE = 22_050
"""espeak-ng's own rate: nothing is resampled before it is encoded."""

Samples = NDArray[np.float64]


class NoVoice(RuntimeError):
    """The speech synthesiser is missing or would not speak."""


def spoken(text: str, voice: Voice) -> Samples:
    """The text in that voice, silence trimmed at both ends, at an even loudness."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise NoVoice("Making the voices needs espeak-ng: apt-get install espeak-ng.")
    command = [
        program,
        "-v",
        voice.name,
        "-s",
        str(voice.speed),
        "-p",
        str(voice.pitch),
        "-g",
        "2",
        "-b",
        "1",
    ]
    done = subprocess.run([*command, "--stdout", text], capture_output=True, check=False)
    if done.returncode or len(done.stdout) < 1000:
        raise NoVoice(
            f"espeak-ng could not speak with the voice {voice.name}: {done.stderr.decode().strip()}"
        )
    samples = np.frombuffer(done.stdout[44:], dtype="<i2").astype(np.float64) / 32768
    heard = np.flatnonzero(np.abs(samples) > 0.004)
    samples = samples[heard[0] : heard[-1] + 1]
    gain = voice.level * 0.11 / float(np.sqrt(np.mean(samples**2)))
    return np.asarray(samples * gain, dtype=np.float64)


def chime(semitones: tuple[int, ...], seconds: float) -> Samples:
    """A short station tune of soft bells above A4."""
    total = np.zeros(round(seconds * RATE))
    for place, step in enumerate(semitones):
        start = round((0.1 + place * 0.28) * RATE)
        note = _bell(440 * 2 ** (step / 12), (len(total) - start) / RATE, decay=3.2)
        total[start : start + len(note)] += note * 0.1
    return _faded(total, 0.25)


def bell_strokes(count: int) -> Samples:
    """A tower bell, one stroke each second and a half."""
    total = np.zeros(round((count * 1.5 + 1.6) * RATE))
    for stroke in range(count):
        start = round(stroke * 1.5 * RATE)
        note = _bell(196.0, (len(total) - start) / RATE, decay=1.6) * 0.22
        total[start : start + len(note)] += note
    return _faded(total, 0.9)


def choir(seconds: float = 6.0) -> Samples:
    """Six thin voices on a four-chord phrase, sung on “ah”."""
    chords = ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 7, 12))
    length = seconds / len(chords)
    return _faded(np.concatenate([_sung(chord, length) for chord in chords]) * 0.16, 0.5)


def _sung(chord: tuple[int, ...], seconds: float) -> Samples:
    t = np.arange(round(seconds * RATE)) / RATE
    swell = np.minimum(1, np.minimum(t / 0.12, (seconds - t) / 0.12))
    total = np.zeros_like(t)
    for voice, step in enumerate((*chord, *chord)):
        pitch = 261.63 * 2 ** ((step + 0.06 * (voice - 2)) / 12)
        phase = np.cumsum(pitch * (1 + 0.005 * np.sin(2 * np.pi * (4.8 + 0.2 * voice) * t + voice))) / RATE
        for harmonic in range(1, 10):
            formant = sum(np.exp(-(((harmonic * pitch - peak) / 160) ** 2)) for peak in (820, 1250, 2800))
            total += (0.08 / harmonic + 0.3 * formant) * np.sin(2 * np.pi * harmonic * phase + voice)
    return total * swell / 6


def _bell(pitch: float, seconds: float, decay: float) -> Samples:
    t = np.arange(round(seconds * RATE)) / RATE
    parts = ((1.0, 1.0, 1.0), (2.0, 0.55, 1.4), (2.4, 0.3, 1.9), (3.0, 0.22, 2.4), (4.2, 0.14, 3.4))
    total = sum(
        share * np.exp(-decay * fade * t) * np.sin(2 * np.pi * pitch * ratio * t)
        for ratio, share, fade in parts
    )
    return np.asarray(total, dtype=np.float64) * np.minimum(1, t / 0.004)


def _faded(samples: Samples, seconds: float) -> Samples:
    tail = min(len(samples), round(seconds * RATE))
    samples[-tail:] *= np.linspace(1, 0, tail)
    return samples


def loudness(samples: Samples, frames: int, rate: int) -> list[float]:
    """For each picture, how loud it is just there, from 0 to 1."""
    found = []
    for frame in range(frames):
        part = samples[round(frame * RATE / rate) : round((frame + 1) * RATE / rate)]
        level = float(np.sqrt(np.mean(part**2))) if len(part) else 0.0
        found.append(min(1.0, level / 0.2))
    return found


def save(samples: Samples, path: Path) -> None:
    """Write 16-bit mono, peaks kept below full scale."""
    peak = max(1.0, float(np.max(np.abs(samples))) / 0.97)
    content = io.BytesIO()
    with wave.open(content, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((samples / peak * 32767).astype("<i2").tobytes())
    path.write_bytes(content.getvalue())
