"""What signing and verifying a clip cost, against encoding the same clip anew."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.engines.signing.c2pa import C2paSigner
from dragoman.lib.record.manifests import State, read_manifest
from tests.media.generated import ffmpeg
from tests.media.signed import chain

SECONDS, ROUNDS = 121, 5


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _measure(Path(folder))


def _measure(folder: Path) -> Iterator[str]:
    from tests.media.signed import CLAIM

    clip = folder / "clip.mp4"
    ffmpeg(
        "-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate=25:duration={SECONDS}",
        "-f", "lavfi", "-i", f"sine=frequency=440:duration={SECONDS}",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac",
        "-movflags", "+faststart", clip,
    )  # fmt: skip
    again = folder / "again.mp4"
    encode = _cost(
        lambda: ffmpeg("-i", clip, "-c:v", "libx264", "-preset", "veryfast", "-c:a", "copy", again), 1
    )
    files = chain(folder / "keys")
    signed = folder / "signed.mp4"
    sign = _cost(lambda: C2paSigner(files).sign(clip, signed, CLAIM), ROUNDS)
    anchors = files.trust.read_text()
    verify = _cost(lambda: read_manifest(signed, anchors), ROUNDS)
    assert read_manifest(signed, anchors).state == State.TRUSTED
    grown = signed.stat().st_size - clip.stat().st_size
    yield f"{SECONDS} s of 720p25, {clip.stat().st_size / 2**20:.1f} MiB; the manifest adds {grown:,} bytes"
    yield f"encode anew        {encode[0]:7.2f} s of CPU {encode[1]:7.2f} s"
    for name, cost in (("sign, and look", sign), ("verify", verify)):
        yield f"{name:<18} {cost[0]:7.2f} s of CPU {cost[1]:7.2f} s   {cost[0] / encode[0]:.2%}"
    yield f"both               {(sign[0] + verify[0]) / encode[0]:.2%} of encoding anew (bar: 3 %)"


def _cost(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """CPU seconds of the children, where all of it is done, and seconds on the wall; the middle of the rounds."""
    costs = []
    for _ in range(rounds):
        before, began = _cpu(), time.monotonic()
        work()
        costs.append((_cpu() - before, time.monotonic() - began))
    return sorted(costs)[rounds // 2]


def _cpu() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    )
