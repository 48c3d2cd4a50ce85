"""The sound of a file laid out on its clock, one channel, as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from dragoman.engines.video.ffmpeg.formats import SAMPLE_RATE, SOUND_GAP
from dragoman.engines.video.ffmpeg.inside.opening import Opened, sounds, time_of

_GAP = Fraction(SOUND_GAP)
Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound without a gap: ``first`` is its place on the clock in samples of 1/``SAMPLE_RATE`` second."""

    first: int
    samples: Samples


def stretches(opened: Opened) -> Iterator[Stretch]:
    """The sound in order. Packets join into one run unless their times leave a gap worth the name."""
    run: _Run | None = None
    for frame in sounds(opened):
        time = time_of(frame)
        if time is None or not frame.samples:
            continue
        if run is None or abs(time - run.expected) > _GAP:
            if run is not None:
                yield from run.take(None)
            run = _Run(time)
        yield from run.take(frame)
    if run is not None:
        yield from run.take(None)


class _Run:
    """Sound whose packets follow one another."""

    def __init__(self, start: Fraction) -> None:
        self.expected = start
        self._at = round(start * SAMPLE_RATE)
        self._resampler = AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)

    def take(self, frame: AudioFrame | None) -> Iterator[Stretch]:
        if frame is not None:
            self.expected += Fraction(frame.samples, frame.sample_rate)
        for made in self._resampler.resample(frame):
            samples = made.to_ndarray().reshape(-1).astype(np.float32, copy=False)
            yield Stretch(self._at, samples)
            self._at += len(samples)


def lay_out(opened: Opened, start: Fraction, stop: Fraction) -> Samples:
    """The sound of ``[start, stop)`` in seconds of the file's clock; silence where there is none."""
    first, last = round(start * SAMPLE_RATE), round(stop * SAMPLE_RATE)
    ground = np.zeros(max(0, last - first), dtype=np.float32)
    for stretch in stretches(opened):
        begin, end = stretch.first - first, stretch.first - first + len(stretch.samples)
        if begin >= len(ground):
            break
        low, high = max(0, begin), min(len(ground), end)
        if low < high:
            ground[low:high] = stretch.samples[low - begin : high - begin]
    return ground
