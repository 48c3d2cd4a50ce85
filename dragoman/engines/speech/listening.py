"""Going through a recording window by window: what every adapter does alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.engines.speech.port import (
    BLOCKING,
    Cancelled,
    Flag,
    Segment,
    SpeechRequest,
    Transcription,
    Watch,
)
from dragoman.engines.speech.sound import CHUNK_MS, Chunk, chunks, duration_ms, windows
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.languages import canonical
from dragoman.lib.timecode import Span

_BESIDE_MS = 5_000

Window = tuple[Span, ...]
Hear = Callable[[Chunk, Window, Callable[[], None]], Sequence[Segment]]
"""Recognises one window. Calls its last argument at least every 5 s of audio where the engine can stop."""


def listen_through(
    request: SpeechRequest, watch: Watch, hear: Hear, identity: EngineIdentity, chunk_ms: int = CHUNK_MS
) -> Transcription:
    """Hear every voiced window of the request, in order; silence, music and noise are never handed on."""

    def poll() -> None:
        if watch.cancelled():
            raise Cancelled("Recognition was stopped.")

    poll()
    total = Span(0, max(1, duration_ms(request.wav)))
    stretch = request.within or total
    found: list[Segment] = []
    heard = False
    for chunk in chunks(request.wav, request.within, chunk_ms):
        poll()
        for window in windows(chunk.voiced):
            poll()
            heard = True
            found.extend(hear(chunk, window, poll))
            watch.progress(_permille(window[-1].out_ms, stretch))
        watch.progress(_permille(chunk.span.out_ms, stretch))
    watch.progress(1000)
    return sum_up(found, request, identity, heard=heard)


def sum_up(
    found: Sequence[Segment], request: SpeechRequest, identity: EngineIdentity, *, heard: bool
) -> Transcription:
    """Part what can be drafted from what is refused, and say what is wrong with the whole.

    A flag on the whole means a good part of it: the refused make up a third of the time, or more.
    """
    ordered = _scraps_follow(sorted(found, key=lambda segment: segment.span))
    refused = tuple(segment for segment in ordered if segment.flags & BLOCKING)
    kept = tuple(segment for segment in ordered if not segment.flags & BLOCKING and segment.text)
    spoken = sum(segment.span.duration_ms for segment in ordered)
    flags = frozenset(
        flag
        for flag in Flag
        if 0 < spoken <= 3 * sum(segment.span.duration_ms for segment in ordered if flag in segment.flags)
    )
    return Transcription(kept, canonical(request.language), identity, heard, refused, flags)


def _scraps_follow(ordered: list[Segment]) -> list[Segment]:
    """A doubtful scrap between stretches of another language, or beside one, is of that language too."""
    settled = []
    for at, segment in enumerate(ordered):
        beside = [
            other
            for other in (*ordered[max(0, at - 1) : at], *ordered[at + 1 : at + 2])
            if other.span.in_ms < segment.span.out_ms + _BESIDE_MS
            and segment.span.in_ms < other.span.out_ms + _BESIDE_MS
        ]
        foreign = beside and all(Flag.LANGUAGE_MISMATCH in other.flags for other in beside)
        if foreign and Flag.LOW_CONFIDENCE in segment.flags:
            segment = replace(segment, flags=segment.flags | {Flag.LANGUAGE_MISMATCH})
        settled.append(segment)
    return settled


def _permille(at_ms: int, stretch: Span) -> int:
    return max(0, min(1000, (at_ms - stretch.in_ms) * 1000 // stretch.duration_ms))
