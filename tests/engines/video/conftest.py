"""Recordings made on the spot, and a second opinion on what is in a file."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.engines.video.ffmpeg import FfmpegEngine

MOVING = "testsrc2=size={size}:rate={rate}:duration={seconds}"
SOUND = "aevalsrc=0.4*sin(2*PI*t*(200+90*t))+0.1*(random(0)-0.5):sample_rate=48000:duration={seconds}"

RECIPES = {
    "h264.mp4": "-c:v libx264 -preset veryfast -g 250 -bf 3 -c:a aac",
    "open_gop.ts": "-c:v libx264 -preset veryfast -g 25 -bf 3 -x264-params open-gop=1:scenecut=0 -c:a aac",
    "late_clock.ts": "-c:v libx264 -preset veryfast -g 50 -c:a mp2 -output_ts_offset 95440",
    "interlaced.ts": "-vf interlace -c:v mpeg2video -flags +ildct+ilme -b:v 3M -g 12 -bf 2 -c:a mp2",
    "ntsc.mkv": "-c:v libx264 -preset veryfast -g 60 -c:a libopus",
    "hevc.mp4": "-c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=100 -tag:v hvc1 -c:a aac",
    "vfr.mp4": "-vf select='not(between(mod(n,11),4,6))' -fps_mode vfr -c:v libx264 -preset veryfast -c:a aac",
    "ten_bit.mp4": "-c:v libx264 -preset veryfast -pix_fmt yuv420p10le -c:a aac",
    "anamorphic.ts": "-vf setsar=16/11 -c:v libx264 -preset veryfast -c:a ac3 -ac 2",
    "turned.mov": "-c:v libx264 -preset veryfast -c:a pcm_s16le",
    "mute.mp4": "-an -c:v libx264 -preset veryfast",
    "radio.mp3": "-vn -c:a libmp3lame",
    "radio.m4a": "-vn -c:a aac",
}


def ffmpeg(*arguments: str | Path) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-nostdin", "-v", "error", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def record(out: Path, recipe: str, seconds: int = 12, rate: str = "25", size: str = "320x180") -> Path:
    ffmpeg(
        *("-f", "lavfi", "-i", MOVING.format(size=size, rate=rate, seconds=seconds)),
        *("-f", "lavfi", "-i", SOUND.format(seconds=seconds)),
        *recipe.split(),
        out,
    )
    return out


Made = Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A recording by its name in ``RECIPES``, made once."""
    room = tmp_path_factory.mktemp("recordings")

    def make(name: str) -> Path:
        out = room / name
        if not out.exists():
            rate = (
                "30000/1001" if name.startswith("ntsc") else "50" if name.startswith("interlaced") else "25"
            )
            record(out, RECIPES[name], rate=rate)
            if name == "turned.mov":
                ffmpeg("-display_rotation", "90", "-i", out, "-c", "copy", room / f"x{name}")
                (room / f"x{name}").replace(out)
        return out

    return make


@pytest.fixture(scope="session")
def engine() -> FfmpegEngine:
    return FfmpegEngine()


@dataclass(frozen=True)
class Seen:
    """What a plain decoder shows of a file."""

    times: list[Fraction]
    pictures: list[NDArray[np.uint8]]


def see(path: Path) -> Seen:
    """Decode the whole picture track, with none of the code under test."""
    times, pictures = [], []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        for packet in container.demux(stream):
            for frame in packet.decode():
                times.append(frame.pts * stream.time_base)
                size = (45, 80) if frame.rotation % 180 else (80, 45)
                small = frame.reformat(*size, "gray", interpolation="AREA")
                pictures.append(np.rot90(small.to_ndarray(), frame.rotation // 90))
    return Seen(times, pictures)


def nearest(picture: NDArray[np.uint8], among: list[NDArray[np.uint8]]) -> int:
    gaps = [float(np.abs(picture.astype(int) - np.asarray(other).astype(int)).mean()) for other in among]
    return int(np.argmin(gaps))
