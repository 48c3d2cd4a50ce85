"""Hold a cut against its source: every frame of the span there, in order, and no other; the sound in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame

from dragoman.engines.video.ffmpeg.inside.likeness import Thumbs, compare_pictures, thumb
from dragoman.engines.video.ffmpeg.inside.opening import (
    Opened,
    open_media,
    origin_of,
    packets,
    pictures,
    time_of,
)
from dragoman.engines.video.ffmpeg.inside.pcm import lay_out
from dragoman.engines.video.ffmpeg.inside.step import compare_sound
from dragoman.engines.video.ffmpeg.inside.survey import survey
from dragoman.engines.video.port import CutNotExact


@dataclass(frozen=True, slots=True)
class Shown:
    """Decoded frames: their times in seconds, and each made small and grey."""

    times: list[Fraction]
    thumbs: Thumbs


def verify(source: str, cut: str, in_ms: int, out_ms: int) -> int:
    """How many frames the cut shows; ``CutNotExact`` where it is anything but the span of the source."""
    plan = survey(source, in_ms, out_ms)
    origin = origin_of(source)
    start, stop = origin + Fraction(in_ms, 1000), origin + Fraction(out_ms, 1000)
    first, shown = start, 0
    seek = Fraction(*plan["seek"]) if plan["seek"] else None
    if plan["frames"] is not None:
        wanted = _source_frames(source, seek, (start, stop))
        got = _cut_frames(cut)
        first, shown = _verify_picture(wanted, got, (start, stop)), len(got.times)
    if plan["sound"]:
        _verify_sound(source, cut, seek, (first, stop))
    return shown


def _verify_picture(wanted: Shown, got: Shown, span: tuple[Fraction, Fraction]) -> Fraction:
    """The time of the first frame of the span, when the cut holds just those frames."""
    within = [place for place, time in enumerate(wanted.times) if span[0] <= time < span[1]]
    if not within:
        raise CutNotExact("The source has no frame in this span that can be decoded.")
    times = [wanted.times[place] for place in within]
    _compare_times([time - times[0] for time in times], [time - got.times[0] for time in got.times])
    compare_pictures(wanted.thumbs, within[0], got.thumbs)
    return times[0]


def _compare_times(wanted: list[Fraction], got: list[Fraction]) -> None:
    if len(wanted) != len(got):
        raise CutNotExact(f"The cut has {len(got)} frames; its span of the source has {len(wanted)}.")
    for place, (one, other) in enumerate(zip(wanted, got, strict=True)):
        if abs(one - other) > Fraction(1, 100_000):
            raise CutNotExact(
                f"Frame {place} of the cut is at {float(other):.4f} seconds; "
                f"in the source it is at {float(one):.4f}."
            )


def _source_frames(path: str, seek: Fraction | None, span: tuple[Fraction, Fraction]) -> Shown:
    """The frames of the span and one on either side, decoded from a safe place before it."""
    for start in (seek, None) if seek is not None else (None,):
        with open_media(path) as opened:
            _go_to(opened, start)
            shown = _show(_around(opened, span))
        if start is None or (shown.times and shown.times[0] < span[0]):
            return shown
    return shown


def _go_to(opened: Opened, at: Fraction | None) -> None:
    if at is not None and opened.picture is not None and opened.picture.time_base:
        opened.container.seek(int(at / opened.picture.time_base), stream=opened.picture)


def _around(opened: Opened, span: tuple[Fraction, Fraction]) -> Iterator[tuple[Fraction, VideoFrame]]:
    before: tuple[Fraction, VideoFrame] | None = None
    for frame in pictures(opened):
        time = time_of(frame)
        if time is None:
            continue
        if time < span[0]:
            before = (time, frame)
            continue
        if before is not None:
            yield before
            before = None
        yield time, frame
        if time >= span[1]:
            return


def _cut_frames(path: str) -> Shown:
    with open_media(path) as opened:
        stored = sum(1 for _ in packets(opened, opened.picture))
    with open_media(path) as opened:
        timed = ((time_of(frame), frame) for frame in pictures(opened))
        shown = _show((time, frame) for time, frame in timed if time is not None)
    if not shown.times:
        raise CutNotExact("The cut has no picture that can be decoded.")
    if stored != len(shown.times):
        raise CutNotExact(
            f"The cut stores {stored} frames and shows {len(shown.times)}: some of it is hidden."
        )
    return shown


def _show(frames: Iterator[tuple[Fraction, VideoFrame]]) -> Shown:
    times, thumbs = [], []
    for time, frame in frames:
        times.append(time)
        thumbs.append(thumb(frame))
    return Shown(times, np.stack(thumbs) if thumbs else np.zeros((0, 36, 64), dtype=np.uint8))


def _verify_sound(source: str, cut: str, seek: Fraction | None, span: tuple[Fraction, Fraction]) -> None:
    with open_media(source) as opened:
        _go_to(opened, seek)
        wanted = lay_out(opened, *span)
    start = origin_of(cut)
    with open_media(cut) as opened:
        if opened.sound is None:
            raise CutNotExact("The cut has lost its sound.")
        got = lay_out(opened, start, start + span[1] - span[0])
    compare_sound(wanted, got)
