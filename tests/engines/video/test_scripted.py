from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.engines.video import port
from dragoman.engines.video.scripted import FACTS, ScriptedVideo
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.ts"
    path.write_bytes(b"recording")
    return path


def test_scripted_engine_keeps_the_port(source: Path, tmp_path: Path) -> None:
    engine: port.VideoEngine = ScriptedVideo()
    assert engine.identity().name == "scripted-video"
    assert engine.probe(source) == replace(FACTS, size_bytes=9)
    facts = engine.cut(source, Span(1_010, 2_000), tmp_path / "cut.mp4")
    assert (facts.first_frame.index, facts.last_frame.index, facts.frames) == (26, 49, 24)
    assert facts.first_frame.pts == 26 * 3600
    engine.verify_cut(source, Span(1_010, 2_000), facts)
    facts.path.write_bytes(b"other")
    with pytest.raises(port.CutNotExact):
        engine.verify_cut(source, Span(1_010, 2_000), facts)
    assert engine.poster(source, 5, tmp_path / "p.jpg").at_ms == 5
    assert len(engine.peaks(source).values) == 12_000
    with wave.open(str(engine.extract_speech(source, Span(0, 250), tmp_path / "s.wav"))) as sound:
        assert sound.getparams()[:4] == (1, 2, 16_000, 4_000)
    track = port.CaptionTrack("en", "English", (CaptionCue(Span(0, 1), ("hi",)),))
    assert engine.remux(source, tmp_path / "r.mp4").path.read_bytes() == b"recording"
    assert engine.with_captions(source, [track], tmp_path / "c.mp4").path.read_bytes() == b"recording\nen hi"
    (tmp_path / "plate.png").write_bytes(b"plate")
    film = port.Film(source, Span(0, 2_000), 640, 360, (port.Plate(tmp_path / "plate.png", Span(0, 2_000)),))
    made = engine.film(film, tmp_path / "f.mp4")
    assert (made.path.read_bytes(), made.width, made.duration_ms) == (b"recordingplate", 640, 2_000)
    stills = engine.stills(source, [5, 9], tmp_path)
    assert [(still.path.name, still.at_ms) for still in stills] == [("0.jpg", 5), ("1.jpg", 9)]
    wanted = port.SoundAlone(source, (("title", "A"),), (port.Chapter(Span(0, 9), "s1"),))
    sound = engine.sound_alone(wanted, tmp_path / "s.m4a")
    assert (sound.path.read_bytes(), sound.mime, sound.width) == (b"recording\n0 s1", "audio/mp4", 0)


def test_scripted_engine_fails_as_told(source: Path, tmp_path: Path) -> None:
    engine = ScriptedVideo(replace(FACTS, picture=None, sound=None), {"probe": port.DiskFull("Full.")})
    with pytest.raises(port.DiskFull):
        engine.probe(source)
    with pytest.raises(port.NoPicture):
        engine.poster(source, 0, tmp_path / "p.jpg")
    with pytest.raises(port.NoSound):
        engine.peaks(source)
    with pytest.raises(port.BeyondTheEnd):
        engine.cut(source, Span(0, 700_000), tmp_path / "c.mp4")
    with pytest.raises(port.NotMedia):
        engine.remux(tmp_path / "nothing", tmp_path / "r.mp4")
