"""Look at a file: what its data say it is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import VideoFrame

from dragoman.engines.video.ffmpeg.inside.opening import Opened, first_picture, first_sound, open_media
from dragoman.engines.video.ffmpeg.inside.timeline import Timeline, Track, read_timeline, usual_step
from dragoman.engines.video.port import DamagedMedia, UnsupportedMedia

_LOST = Fraction(1)  # second: a header may announce this much more than there is: rounding and last durations
_NOTED = {"data": "data", "subtitle": "subtitles", "attachment": "an attachment"}


def probe(path: str) -> dict[str, Any]:
    """The facts of a recording, as JSON. Reads every packet, decodes the first frame of each track."""
    facts = describe(path, read_timeline(path))
    with open_media(path) as opened:
        _refuse_what_is_cut_short(_announced_seconds(opened), Fraction(facts["duration_ms"], 1000))
    return facts


def describe(path: str, timeline: Timeline) -> dict[str, Any]:
    """The same facts from packets already read; of a part of the file when only a part was."""
    with open_media(path) as opened:
        frame, picture_start = first_picture(path) if opened.picture else (None, None)
        sound_start = first_sound(path) if opened.sound else None
        origin = sound_start if picture_start is None else picture_start
        end = _end(timeline)
        if origin is None or end is None or end <= origin:
            raise DamagedMedia("Nothing of this file can be decoded: it is damaged or encrypted.")
        return {
            "container": opened.container.format.name.split(",")[0],
            "duration_ms": round((end - origin) * 1000),
            "origin": [origin.numerator, origin.denominator],
            "size_bytes": Path(path).stat().st_size,
            "picture": _picture(opened, frame, timeline.picture) if frame is not None else None,
            "sound": _sound(opened, sound_start - origin) if sound_start is not None else None,
            "other_streams": _other_streams(opened),
            "warnings": _warnings(timeline, end),
        }


def _announced_seconds(opened: Opened) -> Fraction | None:
    """What the header says, where it is written by the recorder; elsewhere the length is only estimated."""
    if opened.container.format.name.startswith(("mov", "matroska")) and opened.container.duration:
        return Fraction(opened.container.duration, av.time_base)
    return None


def _refuse_what_is_cut_short(announced: Fraction | None, held: Fraction) -> None:
    if announced is not None and announced - held > max(_LOST, announced / 50):
        raise DamagedMedia(
            f"The file is cut short: it announces {float(announced):.1f} seconds and holds "
            f"{float(held):.1f}. Copy it again from where it came from."
        )


def _end(timeline: Timeline) -> Fraction | None:
    ends = []
    if timeline.picture is not None and timeline.picture.times:
        step, _ = usual_step(sorted(timeline.picture.times))
        last = max(timeline.picture.times) + (timeline.picture.last_duration or step)
        ends.append(last * timeline.picture.time_base)
    if timeline.sound is not None and timeline.sound.times:
        ends.append(timeline.sound.end * timeline.sound.time_base)
    return max(ends, default=None)


def _picture(opened: Opened, frame: VideoFrame, track: Track | None) -> dict[str, Any]:
    stream = opened.picture
    if stream is None or track is None:
        raise UnsupportedMedia("The picture cannot be read.")
    rate, constant = _rate(track, stream.guessed_rate)
    aspect = stream.sample_aspect_ratio or Fraction(1)
    return {
        "stream": stream.index,
        "time_base": [track.time_base.numerator, track.time_base.denominator],
        "codec": stream.codec_context.name,
        "profile": stream.codec_context.profile or "",
        "width": frame.width,
        "height": frame.height,
        "pixel_format": frame.format.name,
        "pixel_aspect": [aspect.numerator, aspect.denominator] if aspect > 0 else [1, 1],
        "rotation": frame.rotation % 360,
        "frame_rate": [rate.numerator, rate.denominator] if rate else None,
        "constant_rate": constant,
        "frames": len(track.times),
        "interlaced": frame.interlaced_frame,
    }


def _rate(track: Track, guessed: Fraction | None) -> tuple[Fraction | None, bool]:
    """The frame rate as measured; the header's fraction where it agrees (30000/1001 is no whole ticks)."""
    times = sorted(track.times)
    if len(times) < 2 or times[-1] == times[0]:
        return guessed, True
    _, constant = usual_step(times)
    measured = (len(times) - 1) / ((times[-1] - times[0]) * track.time_base)
    if guessed and abs(measured / guessed - 1) < Fraction(1, 500):
        return guessed, constant
    return measured.limit_denominator(1001), constant


def _sound(opened: Opened, start: Fraction) -> dict[str, Any] | None:
    stream = opened.sound
    if stream is None:
        return None
    return {
        "stream": stream.index,
        "codec": stream.codec_context.name,
        "profile": stream.codec_context.profile or "",
        "sample_rate": stream.codec_context.sample_rate,
        "channels": stream.codec_context.channels,
        "start_ms": round(start * 1000),
    }


def _other_streams(opened: Opened) -> list[str]:
    kept = {stream.index for stream in (opened.picture, opened.sound) if stream is not None}
    others = []
    for stream in opened.container.streams:
        if stream.index not in kept:
            codec = stream.codec_context.name if stream.codec_context else "unknown"
            others.append(f"{_NOTED.get(stream.type, stream.type)}: {codec}")
    return others


def _warnings(timeline: Timeline, end: Fraction) -> list[str]:
    warnings = []
    for name, track in (("picture", timeline.picture), ("sound", timeline.sound)):
        if track is None:
            continue
        if track.corrupt:
            warnings.append(f"{track.corrupt} packets of the {name} are marked as damaged.")
        if track.jumps:
            warnings.append(f"The clock of the {name} jumps back {track.jumps} times: pieces were joined.")
        if track.timeless:
            warnings.append(f"{track.timeless} packets of the {name} have no time.")
    if timeline.picture is not None and timeline.sound is not None and timeline.sound.times:
        short = end - timeline.sound.end * timeline.sound.time_base
        if short > 1:
            warnings.append(f"The sound ends {float(short):.1f} seconds before the picture.")
    return warnings
