"""Reading the plain WAV the engines share, in chunks cut at silences, and finding the voice in it.

Memory stays flat however long the recording: one chunk of at most five minutes is held at a time.
"""

from __future__ import annotations

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman.engines.speech.port import BadAudio, EngineUnavailable
from dragoman.lib.timecode import Span

SAMPLE_RATE = 16_000
CHUNK_MS = 300_000
WINDOW_MS = 28_000  # what Whisper hears at once is 30 s
PAUSE_MS = 2_000  # a silence this long starts a new window: text is invented over silences

_PAD_MS = 300
_PER_MS = SAMPLE_RATE // 1000

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive sound, and where in the file there is voice in it."""

    span: Span
    samples: Samples
    voiced: tuple[Span, ...]

    def cut(self, span: Span) -> Samples:
        first = (span.in_ms - self.span.in_ms) * _PER_MS
        return self.samples[max(0, first) : first + span.duration_ms * _PER_MS]


def duration_ms(wav: Path) -> int:
    with _opened(wav) as sound:
        return sound.getnframes() // _PER_MS


def chunks(wav: Path, within: Span | None = None, chunk_ms: int = CHUNK_MS) -> Iterator[Chunk]:
    """The sound in order, each chunk ending in a silence where there is one in its second half."""
    with _opened(wav) as sound:
        end_ms = sound.getnframes() // _PER_MS
        at_ms = within.in_ms if within else 0
        end_ms = min(end_ms, within.out_ms) if within else end_ms
        while at_ms < end_ms:
            out_ms = min(at_ms + chunk_ms, end_ms)
            samples = _read(sound, at_ms, out_ms, wav)
            if not len(samples):
                return
            span = Span(at_ms, at_ms + max(1, len(samples) // _PER_MS))
            voiced = find_voice(samples, at_ms)
            if out_ms < end_ms:
                span = Span(at_ms, _silence_to_cut_at(voiced, span))
            inside = tuple(
                Span(part.in_ms, min(part.out_ms, span.out_ms)) for part in voiced if part.in_ms < span.out_ms
            )
            yield Chunk(span, samples[: span.duration_ms * _PER_MS], inside)
            at_ms = span.out_ms


def find_voice(samples: Samples, offset_ms: int = 0) -> tuple[Span, ...]:
    """Stretches with a human voice, padded by 0.3 s. Silence, music and noise give none."""
    try:
        from faster_whisper.vad import VadOptions, get_speech_timestamps  # noqa: PLC0415  optional dependency
    except ImportError as error:
        raise EngineUnavailable(
            'Voice detection needs faster-whisper: pip install "dragoman[speech]".'
        ) from error
    if len(samples) < SAMPLE_RATE // 20 or not np.any(samples):
        return ()
    options = VadOptions(
        threshold=0.5,
        min_speech_duration_ms=250,
        min_silence_duration_ms=400,
        speech_pad_ms=_PAD_MS,
        max_speech_duration_s=WINDOW_MS / 1000 - 1,
    )
    found = get_speech_timestamps(samples, options)
    return tuple(
        Span(offset_ms + part["start"] // _PER_MS, offset_ms + part["end"] // _PER_MS)
        for part in found
        if part["end"] - part["start"] >= _PER_MS
    )


def windows(voiced: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Neighbouring voiced stretches gathered into what a model hears at once."""
    gathered: list[tuple[Span, ...]] = []
    for part in voiced:
        if gathered:
            last = gathered[-1]
            fits = part.out_ms - last[0].in_ms <= WINDOW_MS
            if fits and part.in_ms - last[-1].out_ms < PAUSE_MS:
                gathered[-1] = (*last, part)
                continue
        gathered.append((part,))
    return gathered


def halves(window: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """A window of two or more stretches, parted at its longest pause."""
    pauses = [after.in_ms - before.out_ms for before, after in pairwise(window)]
    at = pauses.index(max(pauses)) + 1
    return window[:at], window[at:]


def _silence_to_cut_at(voiced: tuple[Span, ...], span: Span) -> int:
    """The middle of the longest pause in the second half; without one, the end of the chunk."""
    middle = span.in_ms + span.duration_ms // 2
    edges = [part for part in voiced if part.out_ms > middle]
    if not edges:
        return span.out_ms
    if edges[0].in_ms > middle:
        edges = [Span(max(span.in_ms, middle - 1), middle), *edges]
    pauses = [(after.in_ms - before.out_ms, before.out_ms) for before, after in pairwise(edges)]
    pauses.append((span.out_ms - edges[-1].out_ms, edges[-1].out_ms))
    length, start = max(pauses)
    return start + length // 2 if length > 0 else span.out_ms


def _opened(wav: Path) -> wave.Wave_read:
    try:
        sound = wave.open(str(wav), "rb")  # noqa: SIM115  the caller closes it
    except FileNotFoundError as error:
        raise BadAudio(f"There is no sound file {wav.name}.") from error
    except (wave.Error, EOFError, OSError) as error:
        raise BadAudio(f"{wav.name} is not a plain WAV file: {error}.") from error
    shape = (sound.getframerate(), sound.getnchannels(), sound.getsampwidth())
    if shape != (SAMPLE_RATE, 1, 2):
        sound.close()
        raise BadAudio(
            f"{wav.name} has {shape[0]} Hz, {shape[1]} channels and {shape[2] * 8} bits: "
            "engines take 16 000 Hz, one channel, 16 bits."
        )
    return sound


def _read(sound: wave.Wave_read, in_ms: int, out_ms: int, wav: Path) -> Samples:
    try:
        sound.setpos(in_ms * _PER_MS)
        raw = sound.readframes((out_ms - in_ms) * _PER_MS)
    except (wave.Error, EOFError, OSError) as error:
        raise BadAudio(f"{wav.name} breaks off at {in_ms // 1000} s: {error}.") from error
    whole = len(raw) - len(raw) % 2
    return np.frombuffer(raw[:whole], dtype="<i2").astype(np.float32) / np.float32(32768)
