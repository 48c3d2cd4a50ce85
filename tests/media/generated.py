"""Small real recordings, made with ffmpeg; each frame shows its own number, so that a cut can be checked by eye."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run([FFMPEG, "-v", "error", "-nostdin", "-y", *map(str, arguments)], check=True)


def moving_picture(path: Path, *, seconds: float = 6, rate: int = 25, sound: Path | None = None) -> Path:
    """A test picture of 320 x 180 with a tone, or with the sound of a file."""
    voice = ["-i", sound] if sound else ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"]
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        f"testsrc2=size=320x180:rate={rate}:duration={seconds}",
        *voice,
        "-shortest",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-pix_fmt",
        "yuv420p",
        "-g",
        str(rate * 2),
        "-c:a",
        "aac",
        path,
    )
    return path


def silent_picture(path: Path, *, seconds: float = 2) -> Path:
    ffmpeg("-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=25:duration={seconds}", "-c:v", "libx264",
           "-preset", "ultrafast", "-pix_fmt", "yuv420p", path)  # fmt: skip
    return path


def tone(path: Path, *, seconds: float = 2) -> Path:
    ffmpeg("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}", "-c:a", "aac", path)
    return path
