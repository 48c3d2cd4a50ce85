from __future__ import annotations

from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import FfmpegEngine
from dragoman.engines.video.ffmpeg.sounding import description
from dragoman.lib.timecode import Span
from tests.media.generated import moving_picture, silent_picture, tone

TAGS = (("title", "夜间 = x; #1\\"), ("artist", "Meridian TV"), ("copyright", "One\ntwo"), ("comment", ""))
CHAPTERS = (
    port.Chapter(Span(0, 1_000), "s1 林若梅: = ; # [CHAPTER]"),
    port.Chapter(Span(1_000, 2_000), "العربية " * 40),
)


def told(path: Path) -> tuple[list[str], dict[str, str], list[tuple[int, str]]]:
    with av.open(str(path)) as media:
        kinds = [stream.type for stream in media.streams]
        chapters = [
            (round(one["start"] * one["time_base"] * 1000), one["metadata"]["title"])
            for one in media.chapters()
        ]
        return kinds, dict(media.metadata), chapters


def test_sound_goes_alone_with_its_tags_and_chapters(tmp_path):
    source = moving_picture(tmp_path / "clip.mp4", seconds=2)
    made = FfmpegEngine().sound_alone(port.SoundAlone(source, TAGS, CHAPTERS), tmp_path / "sound.m4a")
    kinds, tags, chapters = told(made.path)
    assert (made.mime, made.width, made.copied_sound, abs(made.duration_ms - 2_000) < 60) == (
        "audio/mp4",
        0,
        True,
        True,
    )
    assert kinds == ["audio", "data"]  # the titles of the chapters
    assert {name: tags.get(name) for name in ("title", "artist", "copyright", "major_brand")} == {
        "title": f"{TAGS[0][1]} ",
        "artist": "Meridian TV",
        "copyright": "One\ntwo",
        "major_brand": "M4A ",
    }
    assert [at for at, _ in chapters] == [0, 1_000]
    assert chapters[0][1] == CHAPTERS[0].title
    assert chapters[1][1].endswith("…") and CHAPTERS[1].title.startswith(chapters[1][1][:-1])


def test_sound_of_another_kind_is_encoded(tmp_path):
    wave = tmp_path / "tone.wav"
    tone(tmp_path / "tone.mp4", seconds=1)
    FfmpegEngine().extract_speech(tmp_path / "tone.mp4", None, wave)
    made = FfmpegEngine().sound_alone(port.SoundAlone(wave, (), ()), tmp_path / "sound.m4a")
    assert (made.mime, made.copied_sound, told(made.path)[0]) == ("audio/mp4", False, ["audio"])


def test_silent_film_has_none(tmp_path):
    source = silent_picture(tmp_path / "mute.mp4", seconds=1)
    with pytest.raises(port.NoSound):
        FfmpegEngine().sound_alone(port.SoundAlone(source, (), ()), tmp_path / "sound.m4a")


@given(st.text(max_size=60))
def test_no_text_adds_a_line_of_its_own(text):
    about = port.SoundAlone(Path("x"), (("title", text),), (port.Chapter(Span(0, 9), text),))
    lines = description(about).split("\n")
    begun = [line for at, line in enumerate(lines) if at == 0 or not lines[at - 1].endswith("\\")]
    assert [line.partition("=")[0] for line in begun if line] in (
        [";FFMETADATA1", "title", "[CHAPTER]", "TIMEBASE", "START", "END", "title"],
        [";FFMETADATA1", "[CHAPTER]", "TIMEBASE", "START", "END", "title"],
    )
