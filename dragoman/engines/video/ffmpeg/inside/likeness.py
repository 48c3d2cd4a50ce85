"""Whether two rows of pictures are the same pictures, one of them encoded again."""

from __future__ import annotations

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation
from numpy.typing import NDArray

from dragoman.engines.video.port import CutNotExact

WIDTH, HEIGHT = 64, 36
Thumbs = NDArray[np.uint8]

_UNLIKE = 16.0  # grey levels on average: another picture altogether
_NOISE = 1.0  # what encoding may change in one frame
_FAINT = 0.1  # the same, on average over a run of frames
_NEARER = 1.5  # times as like to its neighbour as to itself
_RUN = 25  # frames judged together where each alone hardly moves


def thumb(frame: VideoFrame) -> Thumbs:
    """A frame made small and grey, the right way up: whatever its size and shape, always the same."""
    turned = frame.rotation % 180 == 90
    width, height = (HEIGHT, WIDTH) if turned else (WIDTH, HEIGHT)
    small = frame.reformat(
        width, height, "gray", interpolation=Interpolation.AREA, dst_color_range=ColorRange.JPEG
    )
    return np.rot90(small.to_ndarray(), k=frame.rotation // 90 % 4).astype(np.uint8)


def compare_pictures(source: Thumbs, first: int, cut: Thumbs) -> None:
    """Raise unless ``cut[i]`` shows ``source[first + i]``, and no neighbour of it, for every i.

    ``source`` may hold frames before and after those of the cut.
    """
    count = len(cut)
    same = _difference(source[first : first + count], cut)
    if (worst := int(np.argmax(same))) >= 0 and same[worst] > _UNLIKE:
        raise CutNotExact(f"Frame {worst} of the cut is not the picture the source has there.")
    for step in (-1, 1):
        low = max(0, -(first + step))
        high = min(count, len(source) - first - step)
        if high <= low:
            continue
        here = same[low:high]
        there = _difference(source[first + step + low : first + step + high], cut[low:high])
        _refuse_the_neighbour(here, there, low)


def _refuse_the_neighbour(here: NDArray[np.float64], there: NDArray[np.float64], low: int) -> None:
    wrong = (here > _NOISE) & (here > _NEARER * there)
    if wrong.any():
        raise CutNotExact(f"Frame {low + int(np.argmax(wrong))} of the cut shows the frame beside it.")
    for begin in range(0, len(here), _RUN):
        mine, other = here[begin : begin + _RUN].mean(), there[begin : begin + _RUN].mean()
        if mine - other > _FAINT and mine > _NEARER * other:
            raise CutNotExact(f"From frame {low + begin} on the cut is one frame out of step.")


def _difference(one: Thumbs, other: Thumbs) -> NDArray[np.float64]:
    """The mean difference of each pair, in grey levels; in pieces, so that an hour fits in memory."""
    parts = [
        np.abs(one[at : at + 1000].astype(np.int16) - other[at : at + 1000]).mean(
            axis=(1, 2), dtype=np.float64
        )
        for at in range(0, len(one), 1000)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)
