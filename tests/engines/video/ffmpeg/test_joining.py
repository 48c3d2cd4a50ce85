"""Passages of real recordings put together, and what is then in the file."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import FfmpegEngine
from dragoman.lib.timecode import Span
from tests.engines.video.conftest import Made

FIRST, SECOND = Span(1_013, 3_507), Span(6_731, 9_240)


def join(engine: FfmpegEngine, source: Path, room: Path) -> tuple[list[port.CutFacts], port.CutFacts]:
    cuts = []
    for place, span in enumerate((FIRST, SECOND)):
        cuts.append(engine.cut(source, span, room / f"{place}.mp4"))
        engine.verify_cut(source, span, cuts[-1])
    joins = [port.Join(cuts[0]), port.Join(cuts[1], SECOND.in_ms - FIRST.out_ms)]
    return cuts, engine.join(joins, room / "joined.mp4")


def grey(path: Path) -> list[tuple[float, NDArray[np.uint8]]]:
    with av.open(str(path)) as media:
        return [(frame.time, frame.to_ndarray(format="gray")) for frame in media.decode(video=0)]


@pytest.mark.parametrize(
    "name", ["h264.mp4", "open_gop.ts", "late_clock.ts", "vfr.mp4", "ntsc.mkv", "mute.mp4"]
)
def test_joined_passages_hold_every_frame_of_each(
    engine: FfmpegEngine, made: Made, tmp_path: Path, name: str
) -> None:
    cuts, joined = join(engine, made(name), tmp_path)
    assert joined.frames == cuts[0].frames + cuts[1].frames
    assert (joined.first_frame, joined.last_frame) == (cuts[0].first_frame, cuts[1].last_frame)
    assert abs(joined.duration_ms - cuts[0].duration_ms - cuts[1].duration_ms) <= 45


def test_mark_stands_in_the_picture_for_a_second_and_a_half_and_nowhere_else(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    cuts, joined = join(engine, made("h264.mp4"), tmp_path)
    clean = grey(cuts[0].path) + grey(cuts[1].path)
    at = cuts[0].duration_ms / 1000
    plate = slice(12, 24)
    for (when, shown), (_, recorded) in zip(grey(joined.path), clean, strict=True):
        differs = np.abs(shown[plate, 130:190].astype(int) - recorded[plate, 130:190]).mean()
        marked = at - 0.001 <= when < at + 1.499
        assert bool(differs > 25) is marked, when
        rest = np.abs(shown[60:].astype(int) - recorded[60:]).mean()
        assert rest < 6


def test_sound_only_passages_are_joined_without_a_picture(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    cuts, joined = join(engine, made("radio.mp3"), tmp_path)
    assert (joined.frames, joined.width, joined.has_sound) == (0, 0, True)
    assert abs(joined.duration_ms - sum(cut.duration_ms for cut in cuts)) <= 25


def test_sound_of_the_second_passage_is_in_step_with_its_picture(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    cuts, joined = join(engine, made("h264.mp4"), tmp_path)
    alone = _samples(engine, cuts[1].path, tmp_path / "alone.wav")
    whole = _samples(engine, joined.path, tmp_path / "whole.wav")
    at = cuts[0].duration_ms * 16
    window = alone[8_000:24_000].astype(float)
    found = [float(np.dot(window, whole[at + 8_000 + by : at + 24_000 + by])) for by in range(-160, 161)]
    assert abs(int(np.argmax(found)) - 160) <= 16  # one millisecond


def _samples(engine: FfmpegEngine, path: Path, out: Path) -> NDArray[np.int16]:
    return np.frombuffer(engine.extract_speech(path, None, out).read_bytes()[44:], np.int16)


def test_joins_begin_with_a_keyframe_index_at_the_front(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    _, joined = join(engine, made("h264.mp4"), tmp_path)
    data = joined.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
