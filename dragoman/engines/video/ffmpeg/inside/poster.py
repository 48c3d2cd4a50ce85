"""One still picture of a recording, worth looking at."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from dragoman.engines.video.ffmpeg.inside.likeness import thumb
from dragoman.engines.video.ffmpeg.inside.opening import Opened, open_media, origin_of, pictures, time_of
from dragoman.engines.video.port import BeyondTheEnd, NoPicture

_LOOK_AHEAD = Fraction(10)  # seconds: fades and station logos are over by then
_LOOK_EVERY = Fraction(2, 5)
_BLACK = 28.0  # grey level below which a frame on average counts as black
_FLAT = 10.0  # spread of grey levels below which it counts as empty
_QUALITY = 82


def poster(path: str, at_ms: int, out: str, max_width: int) -> dict[str, Any]:
    """Write the JPEG and say which position it shows: the first frame from ``at_ms`` on that is not empty."""
    with open_media(path) as opened:
        if opened.picture is None:
            raise NoPicture("This recording has no picture to take a still from.")
        aspect = opened.picture.sample_aspect_ratio or Fraction(1)
    origin = origin_of(path)
    chosen = _choose(path, origin + Fraction(at_ms, 1000))
    if chosen is None:
        raise BeyondTheEnd("There is no frame at this position: it is past the end of the picture.")
    time, frame = chosen
    size = _write(frame, aspect, out, max_width)
    return {"at_ms": int((time - origin) * 1000), "width": size[0], "height": size[1]}


def stills(path: str, folder: str, at_ms: list[int], max_width: int) -> list[dict[str, Any]]:
    """Write a JPEG of what is shown at each position, whatever it is; past the end the last picture."""
    with open_media(path) as opened:
        if opened.picture is None:
            raise NoPicture("This recording has no picture to take a still from.")
        aspect = opened.picture.sample_aspect_ratio or Fraction(1)
    origin, made = origin_of(path), []
    for place, at in enumerate(at_ms):
        shown = _shown_at(path, origin + Fraction(at, 1000))
        if shown is None:
            raise BeyondTheEnd("There is no frame at this position.")
        time, frame = shown
        size = _write(frame, aspect, f"{folder}/{place}.jpg", max_width)
        made.append({"at_ms": int((time - origin) * 1000), "width": size[0], "height": size[1]})
    return made


def _shown_at(path: str, at: Fraction) -> tuple[Fraction, VideoFrame] | None:
    """The last frame that begins no later; the first one before there is any."""
    last: tuple[Fraction, VideoFrame] | None = None
    with open_media(path) as opened:
        _seek(opened, at)
        for frame in pictures(opened):
            time = time_of(frame)
            if time is None:
                continue
            if time > at:
                return last or (time, frame)
            last = (time, frame)
    return last


def _choose(path: str, at: Fraction) -> tuple[Fraction, VideoFrame] | None:
    best: tuple[float, Fraction, VideoFrame] | None = None
    for time, frame in _candidates(path, at):
        grey = thumb(frame)
        spread = float(np.std(grey))
        if spread >= _FLAT and float(np.mean(grey)) >= _BLACK:
            return time, frame
        if best is None or spread > best[0]:
            best = (spread, time, frame)
    return best[1:] if best else None


def _candidates(path: str, at: Fraction) -> Iterator[tuple[Fraction, VideoFrame]]:
    """A frame now and then from ``at`` on; the last one before it when nothing follows."""
    with open_media(path) as opened:
        _seek(opened, at)
        last: tuple[Fraction, VideoFrame] | None = None
        next_look = at
        for frame in pictures(opened):
            time = time_of(frame)
            if time is None:
                continue
            if time > at + _LOOK_AHEAD:
                return
            if time >= next_look:
                next_look = time + _LOOK_EVERY
                yield time, frame
                last = None
            elif time < at:
                last = (time, frame)
        if last is not None and next_look == at and at - last[0] < 1:
            yield last


def _seek(opened: Opened, at: Fraction) -> None:
    if opened.picture is not None and opened.picture.time_base and at > _LOOK_AHEAD:
        opened.container.seek(int((at - 1) / opened.picture.time_base), stream=opened.picture)


def _write(frame: VideoFrame, aspect: Fraction, out: str, max_width: int) -> tuple[int, int]:
    turned = frame.rotation % 180 == 90
    width, height = round(frame.width * aspect), frame.height
    scale = min(Fraction(1), Fraction(max_width, height if turned else width))
    small = frame.reformat(max(1, round(width * scale)), max(1, round(height * scale)), "rgb24")
    image = Image.fromarray(small.to_ndarray())
    if frame.rotation:
        image = image.rotate(frame.rotation, expand=True)
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return image.width, image.height
