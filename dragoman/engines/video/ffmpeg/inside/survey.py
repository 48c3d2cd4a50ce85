"""What a cut needs to know before it starts, and what came out of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from dragoman.engines.video.ffmpeg.inside.opening import origin_of
from dragoman.engines.video.ffmpeg.inside.probe import describe
from dragoman.engines.video.ffmpeg.inside.timeline import Timeline, Track, read_timeline, usual_step
from dragoman.engines.video.port import BeyondTheEnd, UnsupportedMedia

_RUN_UP_KEYS = 3  # groups of pictures decoded and thrown away: the first of an open group is broken
_RUN_UP_SECONDS = 3  # sound is stored up to a second or two from its picture
_SLACK = Fraction(1, 10)  # a span may pass the end by this: lengths are shown rounded


def survey(path: str, in_ms: int, out_ms: int) -> dict[str, Any]:
    """The frames of a span by their times, where to start decoding, and whether there is sound."""
    origin = origin_of(path)
    start, stop = origin + Fraction(in_ms, 1000), origin + Fraction(out_ms, 1000)
    timeline = read_timeline(path, until=stop)
    _refuse_what_is_past_the_end(timeline, start, stop)
    found: dict[str, Any] = {"facts": describe(path, timeline), "frames": None, "seek": None}
    found["sound"] = timeline.sound is not None and _sounds_within(timeline.sound, start, stop)
    if timeline.picture is not None:
        if timeline.picture.jumps:
            raise UnsupportedMedia(
                "The clock of this recording jumps back: it was joined from pieces. "
                "Cut from its playable copy."
            )
        found["frames"] = _frames_within(timeline.picture, origin, start, stop)
        found["seek"] = _seek(timeline.picture, start)
    return found


def measure(path: str) -> dict[str, Any]:
    """What a finished file of ours holds."""
    timeline = read_timeline(path)
    ends = []
    if timeline.picture and timeline.picture.times:
        # A packet's duration is that to the next one stored, which is not the next one shown.
        picture = timeline.picture
        ends.append((picture.stated_end or picture.end) * picture.time_base)
    if timeline.sound and timeline.sound.times:
        ends.append(timeline.sound.end * timeline.sound.time_base)
    times = sorted(timeline.picture.times) if timeline.picture else []
    return {
        "times": times,
        "time_base": _pair(timeline.picture.time_base) if timeline.picture else None,
        "duration_ms": round(max(ends, default=Fraction(0)) * 1000),
        "has_sound": bool(timeline.sound and timeline.sound.times),
        "size_bytes": Path(path).stat().st_size,
    }


def _refuse_what_is_past_the_end(timeline: Timeline, start: Fraction, stop: Fraction) -> None:
    if not timeline.complete:
        return
    ends = []
    for track in (timeline.picture, timeline.sound):
        if track is not None and track.times:
            step = usual_step(sorted(track.times))[0] if not track.last_duration else 0
            ends.append((track.end + step) * track.time_base)
    end = max(ends, default=Fraction(0))
    if start >= end:
        raise BeyondTheEnd("The in point is past the end of the recording.")
    if stop > end + _SLACK:
        raise BeyondTheEnd(f"The out point is {float(stop - end):.2f} seconds past the end of the recording.")


def _frames_within(track: Track, origin: Fraction, start: Fraction, stop: Fraction) -> dict[str, Any]:
    shown = [time for time in sorted(track.times) if time * track.time_base >= origin]
    within = [time for time in shown if start <= time * track.time_base < stop]
    if not within:
        raise BeyondTheEnd("There is no frame in this span: the picture has a gap or ends before it.")
    return {
        "times": within,
        "time_base": _pair(track.time_base),
        "first_index": shown.index(within[0]),
    }


def _sounds_within(track: Track, start: Fraction, stop: Fraction) -> bool:
    return any(start <= time * track.time_base < stop for time in track.times)


def _seek(track: Track, start: Fraction) -> list[int] | None:
    """Where decoding may begin so that every frame of the span comes out whole; ``None`` is the beginning."""
    before = [key for key in sorted(track.keys) if key * track.time_base <= start - _RUN_UP_SECONDS]
    if len(before) <= _RUN_UP_KEYS:
        return None
    return _pair(before[-_RUN_UP_KEYS] * track.time_base)


def _pair(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]
