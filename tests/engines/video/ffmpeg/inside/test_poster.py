from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import FfmpegEngine
from tests.engines.video.conftest import ffmpeg, nearest, see
from tests.media.generated import moving_picture, tone


def test_stills_show_exactly_what_is_shown_then(tmp_path):
    """At a frame, within one, before the first that begins later, and past the end."""
    source = moving_picture(tmp_path / "clip.mp4", seconds=4)
    stills = FfmpegEngine().stills(source, [0, 1_000, 3_059, 9_000], tmp_path, max_width=160)
    whole = see(source).pictures
    found = []
    for still in stills:
        with Image.open(still.path) as picture:
            assert picture.size == (still.width, still.height) == (160, 90)
            small = picture.convert("L").resize((80, 45), Image.Resampling.BOX)
            found.append(nearest(np.asarray(small), whole))
    assert found == [0, 25, 76, 99]
    assert [(still.path.name, still.at_ms) for still in stills] == [
        ("0.jpg", 0),
        ("1.jpg", 1_000),
        ("2.jpg", 3_040),
        ("3.jpg", 3_960),
    ]


def test_black_stays_black_where_it_was_asked_for(tmp_path):
    source = tmp_path / "black.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=black:size=160x90:duration=1", source)
    (still,) = FfmpegEngine().stills(source, [200], tmp_path)
    with Image.open(still.path) as picture:
        assert (still.at_ms, picture.convert("L").getextrema()[1] < 40) == (200, True)


def test_sound_alone_has_no_stills(tmp_path):
    with pytest.raises(port.NoPicture):
        FfmpegEngine().stills(tone(tmp_path / "tone.mp4", seconds=1), [0], tmp_path)
