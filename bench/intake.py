"""How soon a recording plays at the desk, and what a cut costs, against its own duration and a plain re-encode."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.timecode import Span
from dragoman.recordings.airtime import read_airtime
from dragoman.recordings.services import file_broadcast, file_recording, prepare_recording, receive_file
from dragoman.recordings.video import video_engine
from tests.media.generated import FFMPEG, ffmpeg

SECONDS = 121


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _source(folder / "source.mp4")
        yield f"{SECONDS} s of 1280 x 720 at 25, H.264 and AAC, {source.stat().st_size:,} bytes"
        taken = _wall(lambda: _take_in(source))
        yield f"taken in, playable at the desk   {taken:6.2f} s   {taken / SECONDS:.3f} x its duration"
        plain = _wall(lambda: _encode(source, folder / "plain.mp4"))
        yield f"plain re-encode (veryfast)       {plain:6.2f} s   {plain / SECONDS:.3f} x, the baseline"
        span = Span(0, SECONDS * 1000)
        cut = _wall(lambda: video_engine().cut(source, span, folder / "cut.mp4", UNWATCHED))
        yield f"exact cut of all of it           {cut:6.2f} s   {cut / plain:.2f} x the baseline"
        facts = video_engine().cut(source, Span(10_000, 20_000), folder / "ten.mp4", UNWATCHED)
        check = _wall(lambda: video_engine().verify_cut(source, Span(10_000, 20_000), facts, UNWATCHED))
        yield f"checking 10 s frame by frame     {check:6.2f} s   ({facts.frames} frames, none missing, none too many)"


def _take_in(source: Path) -> None:
    received = receive_file(path=source, file_name=source.name)
    broadcast = file_broadcast(channel=None, airtime=read_airtime("2024-04-09"), programme=None)
    recording = file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    prepare_recording(recording=recording, watch=UNWATCHED)


def _source(path: Path) -> Path:
    picture = f"testsrc2=size=1280x720:rate=25:duration={SECONDS}"
    sound = f"sine=frequency=440:duration={SECONDS}"
    ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "libx264", "-preset", "veryfast",
           "-pix_fmt", "yuv420p", "-g", "250", "-c:a", "aac", path)  # fmt: skip
    return path


def _encode(source: Path, out: Path) -> None:
    subprocess.run(
        [FFMPEG, "-v", "error", "-nostdin", "-y", "-i", source, "-c:v", "libx264", "-preset", "veryfast", "-c:a",
         "aac", out],
        check=True,
    )  # fmt: skip


def _wall(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
