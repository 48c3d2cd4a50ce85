"""Cuts held against a second decoder that shares no code with the engine."""

from __future__ import annotations

import dataclasses
import hashlib
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from dragoman.engines.video.ffmpeg import FfmpegEngine
from dragoman.engines.video.port import BeyondTheEnd, CutFacts, CutNotExact
from dragoman.lib.timecode import Span
from tests.engines.video.conftest import RECIPES, Made, ffmpeg, nearest, record, see

WITH_PICTURE = [name for name in RECIPES if not name.startswith("radio")]
REAL = {
    "shaka_aac_h264_1.ts": Span(1300, 3000),
    "shaka_aac_h265_0.ts": Span(2017, 3333),
    "shaka_ac3_h264_0.ts": Span(500, 1500),
    "shaka_bframes_1.ts": Span(2040, 3960),
    "shaka_ec3_720p25_0.ts": Span(4000, 5990),
    "shaka_mp3_h264_2.ts": Span(1000, 2002),
    "shaka_muxed_0.ts": Span(3010, 5020),
    "shaka_opus_h264_1.ts": Span(5000, 7000),
    "shaka_overflow_nalus.ts": Span(2000, 4000),
    "shaka_144p_h264.mp4": Span(41_111, 43_999),
    "c2pa_recorded.mov": Span(1_501, 2_003),
}


def hold_against_source(source: Path, span: Span, facts: CutFacts) -> None:
    """Every frame of the span is there, at its time, and looks like no other so much as like itself."""
    whole, cut = see(source), see(facts.path)
    origin = min(whole.times)
    places = [
        place
        for place, time in enumerate(whole.times)
        if Fraction(span.in_ms, 1000) <= time - origin < Fraction(span.out_ms, 1000)
    ]
    wanted = [whole.times[place] - whole.times[places[0]] for place in places]
    assert [time - cut.times[0] for time in cut.times] == wanted
    assert cut.times[0] == 0
    assert facts.frames == len(places)
    assert (facts.first_frame.index, facts.last_frame.index) == (places[0], places[-1])
    assert facts.first_frame.pts * facts.first_frame.time_base == whole.times[places[0]]
    assert facts.last_frame.pts * facts.last_frame.time_base == whole.times[places[-1]]
    low = max(0, places[0] - 3)
    around = whole.pictures[low : places[-1] + 4]
    for picture, place in zip(cut.pictures, places, strict=True):
        found = nearest(picture, around) + low
        alike = np.abs(np.asarray(whole.pictures[found]).astype(int) - whole.pictures[place]).mean()
        assert found == place or alike < 1, (found, place)


@pytest.mark.parametrize("name", WITH_PICTURE)
def test_cut_holds_exactly_the_frames_of_its_span(
    engine: FfmpegEngine, made: Made, tmp_path: Path, name: str
) -> None:
    source, span = made(name), Span(7_013, 9_158)
    facts = engine.cut(source, span, tmp_path / "cut.mp4")
    hold_against_source(source, span, facts)
    engine.verify_cut(source, span, facts)
    assert facts.has_sound == (name != "mute.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["cut.mp4"]


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_cut_of_a_real_recording_is_exact(
    engine: FfmpegEngine, shared: Path, tmp_path: Path, name: str
) -> None:
    source, span = shared / "data/video" / name, REAL[name]
    facts = engine.cut(source, span, tmp_path / "cut.mp4")
    hold_against_source(source, span, facts)
    engine.verify_cut(source, span, facts)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["c2pa_sample1.mp3", "shaka_audio_en_aac.mp4", "shaka_audio_es_opus.webm"])
def test_cut_of_sound_alone_is_exact(engine: FfmpegEngine, shared: Path, tmp_path: Path, name: str) -> None:
    source, span = shared / "data/video" / name, Span(20_500, 23_250)
    facts = engine.cut(source, span, tmp_path / "cut.mp4")
    engine.verify_cut(source, span, facts)
    assert (facts.first_frame, facts.frames, facts.has_sound) == (None, 0, True)
    assert abs(facts.duration_ms - 2750) < 43


@pytest.mark.parametrize(
    "span", [Span(0, 1), Span(0, 40), Span(11_960, 12_000), Span(0, 12_000), Span(39, 41)]
)
def test_cut_at_the_edges_is_exact(engine: FfmpegEngine, made: Made, tmp_path: Path, span: Span) -> None:
    facts = engine.cut(made("h264.mp4"), span, tmp_path / "cut.mp4")
    hold_against_source(made("h264.mp4"), span, facts)
    engine.verify_cut(made("h264.mp4"), span, facts)


@pytest.mark.parametrize("name", ["h264.mp4", "open_gop.ts"])
def test_cut_far_into_a_recording_seeks_and_is_exact(engine: FfmpegEngine, tmp_path: Path, name: str) -> None:
    source = record(tmp_path / name, RECIPES[name].replace("-g 250", "-g 100"), seconds=60, size="160x90")
    span = Span(47_777, 49_001)
    facts = engine.cut(source, span, tmp_path / "cut.mp4")
    hold_against_source(source, span, facts)
    engine.verify_cut(source, span, facts)


def test_cut_from_the_middle_of_a_group_counts_from_the_first_frame_that_can_be_shown(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    whole = made("open_gop.ts").read_bytes()
    source = tmp_path / "joined_late.ts"
    source.write_bytes(whole[len(whole) // 5 // 188 * 188 :])
    span = Span(2_000, 3_500)
    facts = engine.cut(source, span, tmp_path / "cut.mp4")
    hold_against_source(source, span, facts)
    engine.verify_cut(source, span, facts)


def test_cut_of_interlaced_pictures_is_progressive_with_square_pixels(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    for name, size in (
        ("interlaced.ts", (320, 180)),
        ("anamorphic.ts", (464, 180)),
        ("turned.mov", (180, 320)),
    ):
        facts = engine.cut(made(name), Span(1000, 2000), tmp_path / "cut.mp4")
        picture = engine.probe(facts.path).picture
        assert (picture.width, picture.height, picture.pixel_aspect, picture.rotation) == (*size, 1, 0)
        assert (picture.interlaced, picture.pixel_format) == (False, "yuv420p")
        assert (facts.width, facts.height) == size


def test_cut_carries_nothing_of_the_source_but_picture_and_sound(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    source = tmp_path / "tagged.mp4"
    ffmpeg(
        "-i",
        made("h264.mp4"),
        "-c",
        "copy",
        "-metadata",
        "title=SECRET",
        "-metadata",
        "comment=SECRET",
        source,
    )
    facts = engine.cut(source, Span(1000, 2000), tmp_path / "cut.mp4")
    with av.open(str(facts.path)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        keys = [packet.pts * packet.time_base for packet in container.demux(video=0) if packet.is_keyframe]
    assert b"SECRET" not in facts.path.read_bytes()
    assert keys == [0]


def test_cut_has_a_key_frame_at_least_every_two_seconds(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    facts = engine.cut(made("vfr.mp4"), Span(0, 9000), tmp_path / "cut.mp4")
    with av.open(str(facts.path)) as container:
        keys = [packet.pts * packet.time_base for packet in container.demux(video=0) if packet.is_keyframe]
    assert max(after - before for before, after in pairwise(keys)) <= Fraction(217, 100)
    head = facts.path.read_bytes()[:4096]
    assert b"moov" in head


@pytest.mark.parametrize("span", [Span(12_000, 13_000), Span(11_000, 13_000), Span(99_000, 99_001)])
def test_cut_past_the_end_is_refused(engine: FfmpegEngine, made: Made, tmp_path: Path, span: Span) -> None:
    with pytest.raises(BeyondTheEnd):
        engine.cut(made("h264.mp4"), span, tmp_path / "cut.mp4")
    assert list(tmp_path.iterdir()) == []


def as_if(facts: CutFacts, path: Path) -> CutFacts:
    """The same facts, told of another file."""
    return dataclasses.replace(facts, path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def changed(facts: CutFacts, path: Path, *arguments: str) -> CutFacts:
    ffmpeg("-i", facts.path, *arguments, path)
    return as_if(facts, path)


WRONG = {
    "one frame missing at the start": ("-vf", "trim=start_frame=1,setpts=PTS-STARTPTS", "-c:a", "copy"),
    "one frame missing in the middle": (
        "-vf",
        "select='not(eq(n,20))'",
        "-fps_mode",
        "passthrough",
        "-c:a",
        "copy",
    ),
    "a frame shown twice": ("-vf", "tpad=start=1:start_mode=clone,trim=end_frame=50", "-c:a", "copy"),
    "two frames changed round": ("-vf", "shuffleframes=0 2 1 3 4 5 6 7 8 9", "-c:a", "copy"),
    "another picture": ("-vf", "hflip,negate", "-c:a", "copy"),
    "sound 20 ms late": ("-c:v", "copy", "-af", "adelay=20:all=1"),
    "sound 3 ms early": ("-c:v", "copy", "-af", "atrim=start=0.003,asetpts=PTS-STARTPTS"),
    "no sound": ("-c:v", "copy", "-an"),
    "other sound": ("-c:v", "copy", "-af", "areverse"),
}


@pytest.fixture(scope="module")
def right(engine: FfmpegEngine, made: Made, tmp_path_factory: pytest.TempPathFactory) -> CutFacts:
    """A cut of 4 to 6 seconds, for spoiling."""
    facts = engine.cut(made("h264.mp4"), Span(4_000, 6_000), tmp_path_factory.mktemp("right") / "cut.mp4")
    engine.verify_cut(made("h264.mp4"), Span(4_000, 6_000), facts)
    return facts


@pytest.mark.parametrize("fault", WRONG)
def test_verify_catches(
    engine: FfmpegEngine, made: Made, right: CutFacts, tmp_path: Path, fault: str
) -> None:
    with pytest.raises(CutNotExact):
        spoiled = changed(right, tmp_path / "wrong.mp4", *WRONG[fault])
        engine.verify_cut(made("h264.mp4"), Span(4_000, 6_000), spoiled)


def test_verify_is_content_with_a_mere_copy(
    engine: FfmpegEngine, made: Made, right: CutFacts, tmp_path: Path
) -> None:
    engine.verify_cut(
        made("h264.mp4"), Span(4_000, 6_000), changed(right, tmp_path / "copy.mp4", "-c", "copy")
    )


def test_verify_catches_a_cut_of_another_span(engine: FfmpegEngine, made: Made, right: CutFacts) -> None:
    for span in (Span(4_040, 6_040), Span(3_960, 5_960), Span(4_000, 6_040)):
        with pytest.raises(CutNotExact):
            engine.verify_cut(made("h264.mp4"), span, right)


def test_verify_catches_pre_roll_hidden_by_an_edit_list(
    engine: FfmpegEngine, made: Made, right: CutFacts, tmp_path: Path
) -> None:
    longer = engine.cut(made("h264.mp4"), Span(3_500, 6_000), tmp_path / "longer.mp4")
    hidden = tmp_path / "hidden.mp4"
    ffmpeg("-ss", "0.5", "-i", longer.path, "-c", "copy", hidden)
    with pytest.raises(CutNotExact):
        engine.verify_cut(made("h264.mp4"), Span(4_000, 6_000), as_if(right, hidden))


def test_verify_catches_a_file_changed_since(
    engine: FfmpegEngine, made: Made, right: CutFacts, tmp_path: Path
) -> None:
    data = bytearray(right.path.read_bytes())
    data[-100] ^= 1
    path = tmp_path / "changed.mp4"
    path.write_bytes(data)
    with pytest.raises(CutNotExact, match="has changed"):
        engine.verify_cut(made("h264.mp4"), Span(4_000, 6_000), dataclasses.replace(right, path=path))
