"""The outline of a recording's sound."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from dragoman.engines.video.ffmpeg.formats import SAMPLE_RATE
from dragoman.engines.video.ffmpeg.inside.opening import open_media, origin_of
from dragoman.engines.video.ffmpeg.inside.pcm import Samples, stretches
from dragoman.engines.video.port import NoSound

_LONGEST_SECONDS = 60 * 60 * 24 * 2


def peaks(path: str, per_second: int) -> dict[str, Any]:
    """The loudest sample of each slice as one byte, base64; position 0 is where the first slice begins."""
    origin = round(origin_of(path) * SAMPLE_RATE)
    loudest: list[float] = []
    with open_media(path) as opened:
        if opened.sound is None:
            raise NoSound("This recording has no sound.")
        for stretch in stretches(opened):
            first = stretch.first - origin
            samples = stretch.samples[max(0, -first) :]
            if len(samples) and first < _LONGEST_SECONDS * SAMPLE_RATE:
                _raise(loudest, max(0, first), samples, per_second)
    values = np.clip(np.rint(np.array(loudest) * 255), 0, 255).astype(np.uint8)
    return {"values": base64.b64encode(values.tobytes()).decode("ascii")}


def _raise(loudest: list[float], first: int, samples: Samples, per_second: int) -> None:
    slices = (first + np.arange(len(samples), dtype=np.int64)) * per_second // SAMPLE_RATE
    starts = np.flatnonzero(np.diff(slices, prepend=slices[0] - 1))
    loudest.extend([0.0] * (int(slices[-1]) + 1 - len(loudest)))
    for place, peak in zip(slices[starts], np.maximum.reduceat(np.abs(samples), starts), strict=True):
        loudest[place] = max(loudest[place], float(peak))
