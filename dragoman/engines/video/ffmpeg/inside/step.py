"""Whether two recordings of the same sound are in step, to the millisecond."""

from __future__ import annotations

import numpy as np

from dragoman.engines.video.ffmpeg.formats import SAMPLE_RATE
from dragoman.engines.video.ffmpeg.inside.pcm import Samples
from dragoman.engines.video.port import CutNotExact

_MILLISECOND = SAMPLE_RATE // 1000
_REACH = 60 * _MILLISECOND  # how far out of step is looked for
_WINDOW = SAMPLE_RATE
_WINDOWS = 12
_AUDIBLE = 0.003  # about -50 dB: silence has no place in time
_ALIKE = 0.4  # a down-mix of six channels is less like itself than a copy
_AS_GOOD = 0.98  # a steady tone fits in many places: in step is one of them


def compare_sound(source: Samples, cut: Samples) -> None:
    """Raise unless the two, laid out from the same moment, agree to a millisecond wherever there is sound."""
    if len(source) <= 2 * _MILLISECOND:
        return
    heard = 0
    for begin in _windows(len(source)):
        window = source[begin : begin + _WINDOW]
        if np.sqrt(np.mean(np.square(window))) < _AUDIBLE:
            continue
        heard += 1
        _compare_window(window, cut, begin)
    if heard == 0 and np.sqrt(np.mean(np.square(cut))) > 2 * _AUDIBLE:
        raise CutNotExact("The cut has sound where the source is silent.")


def _windows(length: int) -> list[int]:
    if length <= _WINDOW:
        return [0]
    return sorted({round(begin) for begin in np.linspace(0, length - _WINDOW, _WINDOWS)})


def _compare_window(window: Samples, cut: Samples, begin: int) -> None:
    padded = np.pad(cut, (_REACH, _REACH + _WINDOW))
    around = padded[begin : begin + len(window) + 2 * _REACH]
    fit = _fit(window, around)
    best = int(np.argmax(fit))
    near = fit[_REACH - _MILLISECOND : _REACH + _MILLISECOND + 1].max()
    seconds = begin / SAMPLE_RATE
    if fit[best] < _ALIKE:
        raise CutNotExact(f"The sound at {seconds:.1f} seconds of the cut is not the sound of the source.")
    if near < _AS_GOOD * fit[best]:
        slip = (best - _REACH) / _MILLISECOND
        raise CutNotExact(f"The sound at {seconds:.1f} seconds of the cut is {slip:.1f} ms out of step.")


def _fit(window: Samples, around: Samples) -> Samples:
    """The normalised correlation of the window with each place around it; 1 is the same sound."""
    size = 1 << (len(around) + len(window)).bit_length()
    spectrum = np.fft.rfft(around, size) * np.conj(np.fft.rfft(window, size))
    raw = np.fft.irfft(spectrum, size)[: 2 * _REACH + 1]
    energy = np.concatenate(([0.0], np.cumsum(np.square(around, dtype=np.float64))))
    local = energy[len(window) : len(window) + 2 * _REACH + 1] - energy[: 2 * _REACH + 1]
    scale = np.sqrt(np.maximum(local, 1e-9) * float(np.sum(np.square(window, dtype=np.float64))))
    fit: Samples = (raw / scale).astype(np.float32)
    return fit
