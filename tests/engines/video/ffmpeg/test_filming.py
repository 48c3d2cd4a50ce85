from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import FfmpegEngine
from dragoman.lib.timecode import Span
from tests.media.generated import moving_picture, tone

SIZE = (320, 180)
COLOURS = (("red", (220, 30, 30)), ("blue", (30, 30, 220)))


def a_plate(path: Path, colour: tuple[int, int, int], span: Span) -> port.Plate:
    """Clear above, one colour below."""
    image = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    image.paste((*colour, 255), (0, 120, 320, 180))
    image.save(path)
    return port.Plate(path, span)


def frames(path: Path) -> list[tuple[float, np.ndarray]]:
    with av.open(str(path)) as media:
        return [(frame.time, frame.to_ndarray(format="rgb24")) for frame in media.decode(video=0)]


@pytest.fixture
def plates(tmp_path):
    red = a_plate(tmp_path / "red.png", (220, 30, 30), Span(0, 1_000))
    return red, a_plate(tmp_path / "blue.png", (30, 30, 220), Span(1_000, 2_000))


def test_plates_are_burnt_in_for_their_time_and_the_picture_stays_above(tmp_path, plates):
    source = moving_picture(tmp_path / "clip.mp4", seconds=6)
    made = FfmpegEngine().film(port.Film(source, Span(2_000, 4_000), *SIZE, plates), tmp_path / "film.mp4")
    shown = frames(made.path)
    assert (made.mime, made.width, made.height, abs(made.duration_ms - 2_000) <= 40) == (
        "video/mp4",
        *SIZE,
        True,
    )
    assert len(shown) == 50
    below = [(time, frame[150, 160]) for time, frame in shown]
    assert {time < 1 for time, pixel in below if pixel[0] > 150} == {True}
    assert {time >= 1 for time, pixel in below if pixel[2] > 150} == {True}
    first = next(frame for time, frame in frames(source) if time >= 2)
    assert np.abs(shown[0][1][:100].astype(int) - first[:100]).mean() < 6
    with av.open(str(made.path)) as media:
        assert [stream.type for stream in media.streams] == ["video", "audio"]


def test_sound_alone_is_heard_under_plates(tmp_path, plates):
    source = tone(tmp_path / "tone.mp4", seconds=4)
    made = FfmpegEngine().film(port.Film(source, Span(0, 2_000), *SIZE, plates), tmp_path / "film.mp4")
    shown = frames(made.path)
    assert (made.mime, len(shown)) == ("video/mp4", 50)
    assert (shown[0][1][50, 160].max() < 20, shown[0][1][150, 160][0] > 150) == (True, True)


def test_small_pictures_are_enlarged_to_the_size_asked_for(tmp_path, plates):
    source = moving_picture(tmp_path / "clip.mp4", seconds=2)
    film = port.Film(source, Span(0, 500), 1280, 720, ())
    made = FfmpegEngine().film(film, tmp_path / "film.mp4")
    assert (made.width, made.height) == (1280, 720)


def test_nothing_is_left_of_a_film_that_fails(tmp_path):
    source = tmp_path / "clip.mp4"
    source.write_bytes(b"no film at all")
    with pytest.raises(port.VideoError):
        FfmpegEngine().film(port.Film(source, Span(0, 500), *SIZE, ()), tmp_path / "film.mp4")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4"]


def test_a_thousand_plates_are_one_track(tmp_path):
    """Each stands until the next; the last one until the end, though it is said to be over."""
    source = moving_picture(tmp_path / "clip.mp4", seconds=2)
    red, blue = (a_plate(tmp_path / f"{name}.png", colour, Span(0, 1)) for name, colour in COLOURS)
    spans = [Span(at, at + 1) for at in range(1_000)]
    plates = tuple(port.Plate((red, blue)[at % 2].path, span) for at, span in enumerate(spans))
    made = FfmpegEngine().film(port.Film(source, Span(0, 2_000), *SIZE, plates), tmp_path / "film.mp4")
    shown = frames(made.path)
    assert (len(shown), shown[-1][1][150, 160][2] > 150) == (50, True)
