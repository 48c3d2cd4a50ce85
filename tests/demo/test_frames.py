"""Frames show the opening, then shots, always under the rail."""

from __future__ import annotations

import numpy as np
import pytest

from demo.frames import Camera
from demo.palette import INK, SIGNAL
from demo.script import FOLDER, load
from demo.sound import RATE
from demo.timeline import OPENING_MS, Placed, Timeline


@pytest.fixture(scope="module")
def camera() -> Camera:
    arabic = load(FOLDER / "broadcasts" / "arabic.toml")
    placed = (
        Placed(arabic.lines[0], OPENING_MS, 4000, OPENING_MS),
        Placed(arabic.lines[3], 4400, 6000, 4200),
    )
    return Camera(arabic, Timeline(placed, np.zeros(8 * RATE), 8000))


def test_every_frame_carries_the_rail_and_the_red_square(camera: Camera) -> None:
    for number in (0, 80, 130):
        frame = camera.frame(number)
        assert (frame.size, frame.mode) == ((640, 360), "RGB")
        assert (frame.getpixel((320, 1)), frame.getpixel((624, 11))) == (INK, SIGNAL)


def test_no_two_neighbouring_frames_are_alike(camera: Camera) -> None:
    frames = [camera.frame(number).tobytes() for number in range(100, 104)]
    assert len(set(frames)) == 4


def test_same_frame_is_drawn_the_same_twice(camera: Camera) -> None:
    assert camera.frame(90).tobytes() == camera.frame(90).tobytes()
